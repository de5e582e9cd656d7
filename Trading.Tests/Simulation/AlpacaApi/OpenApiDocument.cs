using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// One of Alpaca's OpenAPI 3.0 documents as a judge of requests and answers. Its schemas become JSON schemas: references point to
/// definitions, <c>nullable</c> becomes a type, and an object with listed properties may have no others, so that a misspelt
/// optional field is found.
/// </summary>
internal sealed class OpenApiDocument
{
    private readonly JsonObject document;
    private readonly JsonObject definitions = [];
    private readonly Dictionary<string, JsonSchema> schemas = [];

    public OpenApiDocument(string json)
    {
        document = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject()) definitions[name] = Plain(schema!);
    }

    /// <summary>
    /// What contradicts the document in a request and its answer, a line for each fault; empty when nothing does.
    /// </summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string method, Uri target, string? body, int status, string answer)
    {
        if (Operation(method, target.AbsolutePath) is not { } operation)
            return [$"{method} {target.AbsolutePath} is not in the document"];
        var faults = new List<string>();
        var known = operation["parameters"]?.AsArray().Select(Resolve)
            .Select(p => (string)p!["name"]!).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var pair in target.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=')[0] is var name && !known.Contains(name))
                faults.Add($"{method} {target.AbsolutePath} has no parameter {name}");
        }
        if (body is not null && operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } asked)
            faults.AddRange(await FaultsAsync(asked, body));
        if (status >= 400) return faults;
        if (operation["responses"]?[$"{status}"] is not { } response)
            faults.Add($"{method} {target.AbsolutePath} has no answer {status}");
        else if (Resolve(response)?["content"]?["application/json"]?["schema"] is { } promised)
            faults.AddRange(await FaultsAsync(promised, answer));
        else if (answer.Length > 0) faults.Add($"{method} {target.AbsolutePath} answers {status} without a body");
        return faults;
    }

    /// <summary>What contradicts a schema of the document's, named.</summary>
    public Task<IReadOnlyList<string>> FaultsAsync(string schema, string json) =>
        FaultsAsync(new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" }, json);

    private async Task<IReadOnlyList<string>> FaultsAsync(JsonNode schema, string json)
    {
        var key = schema.ToJsonString();
        if (!schemas.TryGetValue(key, out var compiled))
        {
            var root = new JsonObject
            {
                ["definitions"] = definitions.DeepClone(),
                ["properties"] = new JsonObject { ["it"] = Plain(schema) }
            };
            schemas[key] = compiled = await JsonSchema.FromJsonAsync(root.ToJsonString(), TestContext.Current.CancellationToken);
        }
        return [.. compiled.Validate($$"""{"it":{{json}}}""").Select(error => $"{error}\n{json}")];
    }

    private JsonNode? Operation(string method, string path)
    {
        var paths = document["paths"]!.AsObject();
        var template = paths.FirstOrDefault(p => p.Key == path).Key
            ?? paths.Select(p => p.Key).FirstOrDefault(candidate => Fits(candidate, path));
        return template is null ? null : paths[template]![method.ToLowerInvariant()];
    }

    private static bool Fits(string template, string path)
    {
        var (left, right) = (template.Split('/'), path.Split('/'));
        return left.Length == right.Length
            && left.Zip(right).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    private JsonNode? Resolve(JsonNode? node)
    {
        if (node?["$ref"] is not { } reference) return node;
        JsonNode? found = document;
        foreach (var part in ((string)reference!).TrimStart('#', '/').Split('/')) found = found?[part];
        return found;
    }

    /// <summary>The properties of all parts together, because no part may have others and the whole has them all.</summary>
    private JsonObject Joined(JsonArray parts)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var part in parts.Select(Resolve))
        {
            foreach (var (name, property) in part!["properties"]?.AsObject() ?? []) properties[name] = property!.DeepClone();
            foreach (var name in part["required"]?.AsArray() ?? []) required.Add(name!.DeepClone());
        }
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }

    private JsonNode Plain(JsonNode schema)
    {
        if (schema is JsonArray list) return new JsonArray([.. list.Select(item => item is null ? null : Plain(item))]);
        if (schema is not JsonObject source) return schema.DeepClone();
        if (source["allOf"] is JsonArray parts) source = Joined(parts);
        var plain = new JsonObject();
        foreach (var (name, value) in source)
        {
            if (name is "example" or "examples" or "nullable" or "default" || name.StartsWith("x-", StringComparison.Ordinal))
                continue;
            plain[name] = name switch
            {
                "$ref" => ((string)value!).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal),
                "properties" =>
                    new JsonObject(value!.AsObject().Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Plain(p.Value!)))),
                _ => value is null ? null : Plain(value),
            };
        }
        if (source["nullable"]?.GetValueKind() == JsonValueKind.True && plain["type"] is { } type)
            plain["type"] = new JsonArray("null", type.DeepClone());
        if (plain.ContainsKey("properties") && !plain.ContainsKey("additionalProperties")) plain["additionalProperties"] = false;
        return plain;
    }
}
