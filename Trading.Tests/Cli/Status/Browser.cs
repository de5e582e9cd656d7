using Microsoft.Playwright;

namespace Trading.Tests.Cli.Status;

/// <summary>
/// The Chromium of this machine, without a window: the program that the environment variable <c>TRADING_BROWSER</c> names, else
/// one found on the path. Nothing is downloaded; without a browser the tests that need one are skipped.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge", "chrome.exe",
        "msedge.exe",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private string reason = "";

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            reason = "There is no Chromium on the path, and TRADING_BROWSER names none.";
            return;
        }
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = program, Headless = true, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A page in a context of its own; skips the test where there is no browser.</summary>
    internal async Task<Seen> OpenAsync(
        string url, int width = 1280, int height = 800, bool isDark = false, bool withScript = true)
    {
        if (browser is null) Assert.Skip(reason);
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = withScript,
        });
        context.SetDefaultTimeout(10_000);
        var seen = new Seen(await context.NewPageAsync());
        await seen.Page.GotoAsync(url);
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("TRADING_BROWSER") is { Length: > 0 } named ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}

/// <summary>A page, and what its console complained of.</summary>
internal sealed class Seen : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    public Seen(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        // A violation of the content security policy is an error of the console, too.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>A picture of the whole page, where the environment variable <c>TRADING_SCREENSHOTS</c> names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TRADING_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
