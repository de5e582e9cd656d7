namespace Trading.Tests.Infra;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The nearest folder above the test assembly that holds the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The text of a file of the checkout.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new DirectoryNotFoundException(
        $"No folder above {AppContext.BaseDirectory} holds Trading.sln; run the tests from a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "Trading.sln")) ? folder.FullName
        : Find(folder.Parent);
}
