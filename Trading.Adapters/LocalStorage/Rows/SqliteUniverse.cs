using System.Text;
using Trading.Adapters.StorageFormats;
using Trading.Core.Universe;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>universe</c>: one a session, whose key is always the same; the choice is a JSON
/// document.</summary>
internal sealed record SqliteUniverse : ISqliteRow
{
    private const string Key = "choice";

    public static string Table => "universe";

    public LocalDate Session { get; init; }

    public string Rowkey { get; init; } = Key;

    public string Choice { get; init; } = "";

    public long? Checksum { get; set; }

    public static SqliteUniverse Of(UniverseChoice choice) => new()
    {
        Session = choice.Session,
        Choice = Encoding.UTF8.GetString(StorageJson.Write(choice)),
    };

    public UniverseChoice ToChoice() =>
        StorageJson.Read<UniverseChoice>(Encoding.UTF8.GetBytes(Choice), $"The universe of {Session:uuuu-MM-dd}");
}
