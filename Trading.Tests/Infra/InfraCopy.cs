namespace Trading.Tests.Infra;

/// <summary>A copy of the <c>infra</c> folder that a test may compile in, or spoil.</summary>
internal sealed class InfraCopy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("trading-infra-");

    public InfraCopy()
    {
        var source = Path.Combine(Repository.Root, "infra");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Where the copy is.</summary>
    public string Folder => root.FullName;

    /// <summary>Replaces a text that must be there in one file of the copy.</summary>
    public void Replace(string file, string old, string with)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    public void Dispose() => root.Delete(recursive: true);
}
