using System.Text.Json;

namespace Trading.Tests.Functions;

/// <summary>The function app as its files describe it.</summary>
internal static class AppFiles
{
    /// <summary>The timers' schedules by function, as the example settings have them.</summary>
    public static IReadOnlyDictionary<string, string> Schedules()
    {
        var values = ExampleSettings();
        return FunctionMetadata.All
            .Where(f => f.Kind == "timerTrigger")
            .ToDictionary(f => f.Name, f => values[f.Text("schedule")!.Trim('%')], StringComparer.Ordinal);
    }

    /// <summary>The values of local.settings.example.json.</summary>
    public static IReadOnlyDictionary<string, string> ExampleSettings() =>
        Json("local.settings.example.json").GetProperty("Values").EnumerateObject()
            .ToDictionary(v => v.Name, v => v.Value.GetString()!, StringComparer.Ordinal);

    public static JsonElement Json(string path) => JsonElement.Parse(Text(path));

    public static string Text(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Trading.sln")))
                return File.ReadAllText(Path.Combine(folder.FullName, path));
        }
        Assert.Skip("The sources are not above the tests.");
        return "";
    }
}
