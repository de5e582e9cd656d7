namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// Finds files in the folder <c>shared</c> that may stand beside the project; the calling test is skipped when they are not
/// there.
/// </summary>
internal static class SharedFolder
{
    public static string ReadOrSkip(params ReadOnlySpan<string> path)
    {
        var relative = Path.Combine(["shared", .. path]);
        foreach (var start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var file = Path.Combine(folder.FullName, relative);
                if (File.Exists(file)) return File.ReadAllText(file);
            }
        }
        Assert.Skip($"There is no {relative} above the tests.");
        return "";
    }
}
