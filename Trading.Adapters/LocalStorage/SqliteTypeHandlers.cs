using System.Data;
using Dapper;
using Trading.Adapters.StorageFormats;
using Trading.Core.Orders;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Teaches Dapper the types that SQLite does not have: dates, instants and money are text (<see cref="StoredText"/>), and a
/// client order id is its value. A column <c>started_at</c> belongs to a property <c>StartedAt</c>.
/// </summary>
internal static class SqliteTypeHandlers
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper hands decimals to the driver unless its own mapping is removed; the driver would spell 5 as 5.0.
        SqlMapper.RemoveTypeMap(typeof(decimal));
        SqlMapper.RemoveTypeMap(typeof(decimal?));
        SqlMapper.AddTypeHandler(new TextHandler<LocalDate>(StoredText.Of, StoredText.ToDate));
        SqlMapper.AddTypeHandler(new TextHandler<Instant>(StoredText.Of, StoredText.ToInstant));
        SqlMapper.AddTypeHandler(new TextHandler<decimal>(StoredText.Of, StoredText.ToMoney));
        SqlMapper.AddTypeHandler(new TextHandler<ClientOrderId>(id => id.Value, text => new(text)));
        return true;
    });

    /// <summary>Registers the handlers for this process; a second call changes nothing.</summary>
    public static void Register() => _ = Registered.Value;

    private sealed class TextHandler<T>(Func<T, string> write, Func<string, T> read) : SqlMapper.TypeHandler<T> where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = write(value);
        }

        public override T Parse(object value) => read((string)value);
    }
}
