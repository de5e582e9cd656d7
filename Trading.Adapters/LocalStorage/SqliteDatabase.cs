using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// One connection to a SQLite file, used by one thread at a time. Dapper binds parameters and reads rows by name. A committed
/// write is in the write-ahead log, which outlives a kill of the process; <see cref="Durably"/> also waits for the disk,
/// so that the write outlives a power cut.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int BusySeconds = 10;
    private const int SmallestPage = 512;
    private const string Remedy = "Stop the programs that use it; then 'trading restore' brings back a backup.";
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly string path;
    private bool disposed;

    public SqliteDatabase(string path)
    {
        SqliteTypeHandlers.Register();
        this.path = path;
        connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            // SQLite takes a file without a whole page for an empty database, and would write to it. Only the length is asked
            // for: to open and close the file here would release the locks that SQLite holds on it in this process.
            if (new FileInfo(path) is { Exists: true, Length: > 0 and < SmallestPage })
                throw new StorageException($"{path} is damaged: it is cut off and not a SQLite database. {Remedy}");
            connection.Open();
            Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            Migrate();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw Explain(e);
        }
        catch (StorageException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> alone; an error of SQLite or of a row's text becomes a <see cref="StorageException"/>.
    /// </summary>
    public Task<T> RunAsync<T>(Func<SqliteDatabase, T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            try
            {
                return Task.FromResult(work(this));
            }
            catch (StorageException e)
            {
                return Task.FromException<T>(e);
            }
            catch (Exception e) when (
                e is SqliteException or DataException or FormatException or InvalidOperationException or OverflowException
                    or InvalidCastException or ArgumentException or IOException)
            {
                return Task.FromException<T>(Explain(e));
            }
        }
    }

    /// <summary>Runs a statement and gives the number of rows that it changed.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">
    /// An object whose properties have the names of the parameters, or a list of them to run it for each.
    /// </param>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters);

    /// <summary>Does a write, and the disk has it before this returns, with all that was committed earlier.</summary>
    public T Durably<T>(Func<T> write)
    {
        Execute("PRAGMA synchronous = FULL");
        try
        {
            return write();
        }
        finally
        {
            Execute("PRAGMA synchronous = NORMAL");
        }
    }

    /// <summary>Reads every row of a query; a column belongs to the property of its name.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => connection.Query<T>(sql, parameters).AsList();

    /// <summary>Reads the rows of a query on one table and checks each by its checksum.</summary>
    /// <exception cref="StorageException">One is damaged; the message names it.</exception>
    public IReadOnlyList<TRow> Rows<TRow>(string sql, object? parameters = null) where TRow : ISqliteRow
    {
        IReadOnlyList<TRow> rows;
        try
        {
            rows = Query<TRow>(sql, parameters);
        }
        catch (Exception e) when (e is DataException or FormatException or InvalidCastException or OverflowException)
        {
            throw Damaged($"a row of {TRow.Table} cannot be read ({e.Message})", e);
        }
        foreach (var row in rows)
        {
            if (row.Checksum != SqliteTable<TRow>.ChecksumOf(row))
                throw Damaged($"a row of {TRow.Table} does not match its checksum ({row})");
        }
        return rows;
    }

    /// <summary>The error that the file is damaged.</summary>
    /// <param name="what">What does not match.</param>
    /// <param name="inner">The error that revealed it.</param>
    public StorageException Damaged(string what, Exception? inner = null) =>
        new($"{path} is damaged: {what}. {Remedy}", inner!);

    /// <summary>Runs several statements as one: all of them count, or none, and no other writer comes in between.</summary>
    /// <param name="work">The statements.</param>
    /// <param name="toRead">Whether they only read; they then see one moment and block no writer.</param>
    public T InTransaction<T>(Func<T> work, bool toRead = false)
    {
        Execute(toRead ? "BEGIN DEFERRED" : "BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            // SQLite has rolled back by itself after some errors; a second ROLLBACK would hide the first error.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute("ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            connection.Dispose();
        }
    }

    private long Version() => connection.ExecuteScalar<long>("PRAGMA user_version");

    private void Migrate()
    {
        if (Version() < SqliteSchema.Version)
        {
            InTransaction(() =>
            {
                // Another process may have made the tables while this one waited for its turn.
                var first = (int)Version();
                for (var version = first; version < SqliteSchema.Version; version++)
                    Execute($"{SqliteSchema.Steps[version]} PRAGMA user_version = {version + 1};");
                if (first < SqliteSchema.Sealed) SqliteSeals.Begin(this);
                return true;
            });
        }
        if (Version() is var version && version != SqliteSchema.Version)
            throw new StorageException(
                $"{path} was written by a newer version of this program (its tables are of version {version}, this program "
                    + $"knows {SqliteSchema.Version}); update the program, or use another data folder.");
    }

    private StorageException Explain(Exception e) =>
        new($"{path} {(e is SqliteException sqlite ? Advice(sqlite) : Advice(e))}", e);

    private static string Advice(SqliteException e) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            $"has been kept busy by another process for {BusySeconds} seconds; stop that process or try again.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM =>
            "cannot be written; give this user the right to write the file and its folder.",
        SQLitePCL.raw.SQLITE_CANTOPEN => "cannot be opened; check that its folder exists and may be written.",
        SQLitePCL.raw.SQLITE_FULL => "cannot grow: the disk is full; make room and try again.",
        SQLitePCL.raw.SQLITE_NOTADB => $"is not a SQLite database. {Remedy}",
        SQLitePCL.raw.SQLITE_CORRUPT => $"is damaged. {Remedy}",
        _ => $"could not be used: {e.Message}",
    };

    private static string Advice(Exception e) => e switch
    {
        IOException or UnauthorizedAccessException => $"cannot be opened: {e.Message}",
        _ => $"holds a row that cannot be read, or was given one that cannot be kept: {e.Message}",
    };
}
