using System.Globalization;
using System.Text.Json.Nodes;

namespace Trading.Tests.Infra;

/// <summary>The compiled template, and what it comes to when its parameters are filled in.</summary>
/// <param name="Template">The ARM template with its nested ones.</param>
/// <param name="Snapshot">The flat list of resources; what only Azure knows stays an expression.</param>
internal sealed record Deployment(JsonObject Template, JsonObject Snapshot)
{
    public JsonArray All => Snapshot["predictedResources"]!.AsArray();

    public JsonObject App => One("Microsoft.Web/sites");

    public JsonObject Storage => One("Microsoft.Storage/storageAccounts");

    public JsonObject Settings => Of("Microsoft.Web/sites/config")
        .Single(config => config.At("name").EndsWith("appsettings", StringComparison.Ordinal))["properties"]!.AsObject();

    public IEnumerable<JsonObject> Of(string type) =>
        All.Select(resource => resource!.AsObject()).Where(
            resource => string.Equals(resource.At("type"), type, StringComparison.Ordinal));

    public JsonObject One(string type) => Assert.Single(Of(type));

    /// <summary>The last parts of the names of the resources of a type.</summary>
    public IEnumerable<string> Names(string type) => Of(type).Select(resource => resource.At("name").Split('/')[^1]);

    /// <summary>Every output of the template and of those nested in it.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Outputs() => Descendants(Template)
        .OfType<JsonObject>()
        .Where(node => node.ContainsKey("$schema") && node["outputs"] is JsonObject)
        .SelectMany(node => node["outputs"]!.AsObject());

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => (node switch
    {
        JsonObject entries => entries.Select(entry => entry.Value),
        JsonArray items => items,
        _ => Enumerable.Empty<JsonNode?>(),
    }).OfType<JsonNode>().SelectMany(Descendants).Prepend(node);
}

/// <summary>Reads and writes JSON by a path of names with dots between them.</summary>
internal static class JsonPaths
{
    /// <summary>The text there; empty when there is nothing.</summary>
    public static string At(this JsonNode? node, string path) => node.Node(path)?.ToString() ?? "";

    public static JsonNode? Node(this JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (inner, name) => inner is JsonArray items ? items[Index(name)] : inner?[name]);

    public static void Set(this JsonNode node, string path, JsonNode? value)
    {
        var cut = path.LastIndexOf('.');
        var parent = cut < 0 ? node : node.Node(path[..cut])!;
        if (parent is JsonArray items) items[Index(path[(cut + 1)..])] = value;
        else parent[path[(cut + 1)..]] = value;
    }

    /// <summary>A fault when the text at a path is not the expected one.</summary>
    public static IEnumerable<string> Expect(this JsonNode node, string path, string expected) =>
        string.Equals(node.At(path), expected, StringComparison.Ordinal) ? []
            : [$"{node.At("type")} {node.At("name")}: {path} is '{node.At(path)}', not '{expected}'."];

    private static int Index(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
