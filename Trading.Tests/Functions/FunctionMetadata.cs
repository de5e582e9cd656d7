using System.Text.Json;

namespace Trading.Tests.Functions;

/// <summary>
/// A function as <c>functions.metadata</c> describes it, the file that the Functions SDK generates from the built app and that
/// the host reads. The build copies it beside the tests.
/// </summary>
/// <param name="Name">The function's name.</param>
/// <param name="EntryPoint">The full name of the method.</param>
/// <param name="Bindings">Its trigger first, then what it gives back.</param>
internal sealed record FunctionMetadata(string Name, string EntryPoint, IReadOnlyList<JsonElement> Bindings)
{
    /// <summary>The functions of the built app, sorted by name.</summary>
    public static IReadOnlyList<FunctionMetadata> All { get; } =
        [.. Read().OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>What starts the function.</summary>
    public JsonElement Trigger => Bindings[0];

    /// <summary>The trigger's type, as in <c>timerTrigger</c>.</summary>
    public string Kind => Text("type")!;

    /// <summary>A text of the trigger; null when it has none of this name.</summary>
    public string? Text(string name) => Trigger.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<FunctionMetadata> Read() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions.metadata"))).EnumerateArray()
            .Select(function => new FunctionMetadata(
                function.GetProperty("name").GetString()!,
                function.GetProperty("entryPoint").GetString()!,
                [.. function.GetProperty("bindings").EnumerateArray()]));
}
