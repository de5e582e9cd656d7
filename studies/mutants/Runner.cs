using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Mutants;

/// <summary>Runs the tests of some classes in this process, again and again: the facts and theories of xunit, one by
/// one.</summary>
public sealed class Runner(Assembly tests)
{
    /// <summary>One test with its arguments.</summary>
    public sealed record Test(string Name, Type Class, MethodInfo Method, object?[] Arguments)
    {
        /// <summary>Its time without a mutant.</summary>
        public TimeSpan Time { get; set; }

        /// <summary>The mutants whose place it reaches.</summary>
        public HashSet<int> Reaches { get; } = [];
    }

    private readonly Dictionary<Type, object> fixtures = [];

    /// <summary>The tests of the classes whose full name begins or ends with one of these.</summary>
    public List<Test> Find(IReadOnlyList<string> classes) =>
    [
        .. tests.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && classes.Any(c => Matches(t.FullName!, c)))
            .SelectMany(t => t.GetMethods().Select(m => (Class: t, Method: m))).SelectMany(p => Cases(p.Class, p.Method)),
    ];

    /// <summary>Runs a test; null when it passes, is skipped or has no end yet, else why it failed.</summary>
    public async Task<(bool Ended, string? Error)> RunAsync(Test test, TimeSpan patience)
    {
        var run = Task.Run(() => InvokeAsync(test));
        if (await Task.WhenAny(run, Task.Delay(patience)) != run) return (false, "no end");
        try
        {
            await run;
            return (true, null);
        }
        catch (Exception e)
        {
            var inner = e is TargetInvocationException { InnerException: { } cause } ? cause : e;
            return (true, inner.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal) ? null
                : $"{inner.GetType().Name}");
        }
    }

    private async Task InvokeAsync(Test test)
    {
        var instance = test.Method.IsStatic ? null : await CreateAsync(test.Class);
        try
        {
            var asked = test.Method.GetParameters().Select((p, i) =>
                Fitting(p, i < test.Arguments.Length ? test.Arguments[i] : null));
            switch (test.Method.Invoke(instance, [.. asked]))
            {
                case Task task:
                    await task;
                    break;
                case ValueTask task:
                    await task;
                    break;
            }
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else if (instance is IDisposable disposable) disposable.Dispose();
        }
    }

    private async Task<object> CreateAsync(Type type)
    {
        // The only interface that a class asks for is xunit's output, which nobody reads here.
        if (type.IsInterface) return DispatchProxy.Create(type, typeof(Silent));
        var constructor = type.GetConstructors().Single();
        var arguments = new List<object>();
        foreach (var parameter in constructor.GetParameters())
        {
            if (!fixtures.TryGetValue(parameter.ParameterType, out var fixture))
                fixtures[parameter.ParameterType] = fixture = await CreateAsync(parameter.ParameterType);
            arguments.Add(fixture);
        }
        object instance;
        try
        {
            instance = constructor.Invoke([.. arguments]);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
        if (type.GetInterface("Xunit.IAsyncLifetime") is { } lifetime)
            await (ValueTask)lifetime.GetMethod("InitializeAsync")!.Invoke(instance, null)!;
        return instance;
    }

    private static object? Fitting(ParameterInfo parameter, object? value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null || type.IsInstanceOfType(value)) return value;
        return type.IsEnum ? Enum.ToObject(type, value)
            : Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Test> Cases(Type type, MethodInfo method)
    {
        var marks = method.GetCustomAttributes().ToList();
        if (marks.FirstOrDefault(a => a.GetType().Name is "FactAttribute" or "TheoryAttribute") is not { } mark) yield break;
        if (mark.GetType().GetProperty("Explicit")?.GetValue(mark) is true) yield break;
        if (mark.GetType().Name == "FactAttribute")
        {
            yield return new Test($"{type.Name}.{method.Name}", type, method, []);
            yield break;
        }
        var number = 0;
        foreach (var row in marks.SelectMany(a => Rows(type, a)))
            yield return new Test($"{type.Name}.{method.Name}#{++number}", type, method, row);
    }

    private static IEnumerable<object?[]> Rows(Type type, Attribute data)
    {
        if (data.GetType().Name == "InlineDataAttribute")
            return [(object?[])data.GetType().GetProperty("Data")!.GetValue(data)!];
        if (data.GetType().Name != "MemberDataAttribute") return [];
        var name = (string)data.GetType().GetProperty("MemberName")!.GetValue(data)!;
        var arguments = (object?[]?)data.GetType().GetProperty("Arguments")?.GetValue(data) ?? [];
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.FlattenHierarchy;
        var owner = (Type?)data.GetType().GetProperty("MemberType")?.GetValue(data) ?? type;
        var value = owner.GetProperty(name, Any)?.GetValue(null) ?? owner.GetField(name, Any)?.GetValue(null)
            ?? owner.GetMethod(name, Any)?.Invoke(null, arguments);
        return value is System.Collections.IEnumerable rows ? rows.Cast<object>().Select(Row).ToList() : [];
    }

    private static object?[] Row(object row) => row as object?[] ?? (object?[])row.GetType().GetMethod("GetData")!.Invoke(row,
        null)!;

    private static bool Matches(string name, string pattern) => pattern.EndsWith('*')
        ? name.StartsWith($"Trading.Tests.{pattern[..^1]}", StringComparison.Ordinal)
        : name.EndsWith($".{pattern}", StringComparison.Ordinal);

    /// <summary>Answers nothing to whatever it is told.</summary>
    public class Silent : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }
}
