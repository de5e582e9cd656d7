using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Mutants;

// mutants build TESTS PROJECT WORK PART...: builds the project with the mutants of its parts into WORK, beside the tests.
// mutants work WORK CLASS...: runs the mutants that have no verdict yet; exits 3 when one hangs, to be started again.
// mutants show WORK: prints what survived, and the share that was killed.
return args switch
{
    ["build", var tests, var project, var work, .. var parts] => WriteMutants(tests, project, work, parts),
    ["work", var work, .. var classes] => await WorkAsync(work, classes),
    ["show", var work] => Show(work),
    _ => throw new ArgumentException("build TESTS PROJECT WORK PART... | work WORK CLASS... | show WORK"),
};

static int WriteMutants(string tests, string project, string work, string[] parts)
{
    var mutants = new Build(Path.GetFullPath(project), Path.GetFullPath(tests)).Write(parts,
        Path.Combine(work, "Trading.Core.dll"));
    File.WriteAllText(Path.Combine(work, "mutants.json"), JsonSerializer.Serialize(mutants));
    File.Delete(Path.Combine(work, "verdicts.jsonl"));
    return 0;
}

static async Task<int> WorkAsync(string work, string[] classes)
{
    var mutants = JsonSerializer.Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(work, "mutants.json")))!;
    var file = Path.Combine(work, "verdicts.jsonl");
    // A process that died left the mutant that it was at.
    var current = Path.Combine(work, "current");
    if (File.Exists(current)) Write(file, new(mutants[int.Parse(File.ReadAllText(current)) - 1], "timeout", "the process died"));
    File.Delete(current);
    var done = Verdicts(work).Where(v => v.IsKilled).Select(v => v.Mutant.Id).ToHashSet();

    var mutation = Assembly.Load("Trading.Core").GetType("Trading.Core.Mutation")!;
    var (active, seen) = (mutation.GetField("Active")!, mutation.GetField("Seen")!);
    var runner = new Runner(Assembly.Load("Trading.Tests"));
    var tests = new List<Runner.Test>();
    var longest = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("LONGEST") ?? "3"));
    foreach (var test in runner.Find(classes))
    {
        var reached = new bool[mutants.Count + 1];
        seen.SetValue(null, reached);
        var clock = Stopwatch.StartNew();
        var (_, error) = await runner.RunAsync(test, TimeSpan.FromSeconds(120));
        test.Time = clock.Elapsed;
        if (error is not null) Console.Error.WriteLine($"left out, fails without a mutant: {test.Name} ({error})");
        else if (test.Time > longest) Console.Error.WriteLine($"left out, takes {test.Time.TotalSeconds:F1} s: {test.Name}");
        else tests.Add(test);
        for (var id = 1; id < reached.Length; id++) if (reached[id]) test.Reaches.Add(id);
    }
    seen.SetValue(null, Array.Empty<bool>());
    Console.Error.WriteLine($"{tests.Count} tests, {tests.Sum(t => t.Time.TotalSeconds):F1} s");
    tests.Sort((a, b) => a.Time.CompareTo(b.Time));

    foreach (var mutant in mutants.Where(m => !done.Contains(m.Id)))
    {
        var reaching = tests.Where(t => t.Reaches.Contains(mutant.Id)).ToList();
        var verdict = new Verdict(mutant, reaching.Count == 0 ? "uncovered" : "survived", "");
        File.WriteAllText(current, $"{mutant.Id}");
        foreach (var test in reaching)
        {
            active.SetValue(null, mutant.Id);
            var (ended, error) = await runner.RunAsync(test, (test.Time * 10) + TimeSpan.FromSeconds(5));
            active.SetValue(null, 0);
            if (error is null) continue;
            verdict = new(mutant, ended ? "killed" : "timeout", test.Name);
            if (ended) break;
            Write(file, verdict);
            File.Delete(current);
            Environment.Exit(3);
        }
        Write(file, verdict);
        File.Delete(current);
    }
    return 0;
}

static int Show(string work)
{
    var verdicts = Verdicts(work).ToList();
    foreach (var alive in verdicts.Where(v => !v.IsKilled).OrderBy(v => v.Mutant.File).ThenBy(v => v.Mutant.Line))
        Console.WriteLine($"{alive.Outcome} {alive.Mutant.Text}");
    foreach (var group in verdicts.GroupBy(v => v.Mutant.File.Split('/')[0]).OrderBy(g => g.Key))
        Console.WriteLine(
            $"{group.Key}: {group.Count(v => v.IsKilled)} of {group.Count()} killed, "
            + $"{group.Average(v => v.IsKilled ? 100.0 : 0):F1} %");
    return 0;
}

// The last word on each mutant.
static IEnumerable<Verdict> Verdicts(string work)
{
    var file = Path.Combine(work, "verdicts.jsonl");
    return !File.Exists(file) ? [] : File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Verdict>(line)!)
        .GroupBy(v => v.Mutant.Id).Select(g => g.LastOrDefault(v => v.IsKilled) ?? g.Last());
}

static void Write(string file, Verdict verdict) => File.AppendAllLines(file, [JsonSerializer.Serialize(verdict)]);
