using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trading.Simulation.AlpacaApi;

namespace Trading.Cli.Simulating;

/// <summary>
/// <c>--switch</c>: what the simulated exchange does differently from its first minute on. Each is a POST to its control API,
/// written as the path below <c>/simulator/</c>, a space and the body.
/// </summary>
internal static class ExchangeSwitches
{
    private const int LongestEcho = 100;

    public static Option<string[]> Option() => new("--switch")
    {
        Description =
            "Sets a switch of its control API from the start; may be given several times, for example "
            + "'account {\"collar\":0.025}' or 'bars {\"late\":1,\"revised\":30}'. See docs/simulator.md.",
        HelpName = "PATH BODY",
        DefaultValueFactory = _ => [],
    };

    /// <exception cref="RefusedException">The exchange refuses one; the sentence says why.</exception>
    public static async Task SetAsync(SimulatorServer server, IEnumerable<string> switches, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url, "/simulator/") };
        foreach (var text in switches)
        {
            var words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
            using var body = new StringContent(
                words.Length > 1 ? words[1] : "", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            if (!Uri.TryCreate(words[0], UriKind.Relative, out var path) || words[0].StartsWith('/'))
                throw Refused(text, "its first word is no path such as 'faults'");
            using var answer = await http.PostAsync(path, body, cancel);
            if (answer.IsSuccessStatusCode) continue;
            var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancel));
            throw Refused(text, error.GetProperty("message").GetString()!.TrimEnd('.'));
        }
    }

    private static RefusedException Refused(string text, string reason) => new(
        $"--switch '{text[..Math.Min(text.Length, LongestEcho)]}' is refused: {reason}.", ExitCode.WrongUsage);
}
