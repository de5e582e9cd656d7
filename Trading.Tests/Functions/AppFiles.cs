using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Triggers;

namespace Trading.Tests.Functions;

/// <summary>The function app as its files and attributes describe it.</summary>
internal static class AppFiles
{
    /// <summary>Every function: its name, its method and the parameter that triggers it.</summary>
    public static IReadOnlyList<(string Name, MethodInfo Method, ParameterInfo Trigger)> Functions { get; } =
    [
        .. from type in typeof(StatusTrigger).Assembly.GetTypes()
           where type.Namespace == typeof(StatusTrigger).Namespace
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (function.Name, method, method.GetParameters()[0]),
    ];

    /// <summary>The timers' schedules by function, as the example settings have them.</summary>
    public static IReadOnlyDictionary<string, string> Schedules()
    {
        var values = ExampleSettings();
        return Functions
            .Select(f => (f.Name, Timer: f.Trigger.GetCustomAttribute<TimerTriggerAttribute>()))
            .Where(f => f.Timer is not null)
            .ToDictionary(f => f.Name, f => values[f.Timer!.Schedule.Trim('%')], StringComparer.Ordinal);
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
            if (File.Exists(Path.Combine(folder.FullName, "Trading.sln"))) return File.ReadAllText(Path.Combine(folder.FullName, path));
        }
        Assert.Skip("The sources are not above the tests.");
        return "";
    }
}
