using System.Text.Json;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>Answers that echo the keys they were asked with, in any encoding, at any place of an answer, in any kind of failure
/// and in answers that are otherwise right.</summary>
/// <param name="id">The key's id.</param>
/// <param name="secret">The secret.</param>
/// <param name="seed">Decides everything.</param>
/// <param name="kinds">Six of so many answers are faulty.</param>
internal sealed class FaultyAnswers(string id, string secret, int seed, int kinds = 8)
{
    private const string Bar = """{"t":"2025-11-03T15:00:00Z","o":1,"h":1,"l":1,"c":1,"v":1}""";
    private const string Quote = """{"t":"2025-11-03T15:00:00Z","ap":1,"bp":1}""";
    private static readonly int[] Statuses = [200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503];
    private readonly Random random = new(seed);
    private readonly List<(string Text, int Length)> hidden = [];
    private readonly Lock gate = new();

    /// <summary>How the keys were written in the answers so far, each with the length of what was written.</summary>
    public IReadOnlyList<(string Text, int Length)> Hidden
    {
        get { lock (gate) return [.. hidden]; }
    }

    /// <summary>The next answer to a request.</summary>
    public StubAnswer Next(StubRequest request)
    {
        lock (gate)
        {
            return random.Next(kinds) switch
            {
                0 => new StubAnswer(Statuses[random.Next(1, Statuses.Length)], $$"""{"code":1,"message":{{Json("why: ")}}}"""),
                1 => new StubAnswer(Statuses[random.Next(1, Statuses.Length)], $$"""{"code":{{Json()}},"message":{{Json()}}}"""),
                2 => new StubAnswer(Statuses[random.Next(Statuses.Length)], $"<html><p>{Key()}</p>\n{Key()}</html>"),
                3 => StubAnswer.Ok($$"""{"equity":{{Json()}},"timestamp":{{Json()}},"bars":{{Json()}},{{Json()}}:1}"""),
                4 => StubAnswer.Ok($"[{Json()},{Json()}]") with { IsHalf = random.Next(2) == 0 },
                5 => new StubAnswer(Statuses[random.Next(1, Statuses.Length)])
                {
                    Reason = Line(),
                    Headers = new Dictionary<string, string>
                    {
                        ["Location"] = $"http://127.0.0.1:1/{Line()}",
                        ["Retry-After"] = random.Next(2) == 0 ? "0" : Line(),
                        ["X-RateLimit-Reset"] = Line(),
                        ["X-Request-ID"] = Line(),
                        ["Trading-Exchange"] = Line(),
                    },
                },
                _ => Right(request.Path),
            };
        }
    }

    // As Alpaca answers, with the keys where texts are.
    private StubAnswer Right(string path) => path switch
    {
        "/v2/account" => StubAnswer.Ok(
            $$"""{"id":{{Json()}},"status":"ACTIVE","equity":"1000.5","last_equity":"1000","cash":"1000","buying_power":"1"}"""),
        "/v2/clock" => StubAnswer.Ok(Bodies.Clock),
        "/v2/positions" => StubAnswer.Ok(
            $$"""[{"symbol":{{Json()}},"qty":"1","avg_entry_price":"5","current_price":"6","side":{{Json()}}}]"""),
        "/v2/calendar" => StubAnswer.Ok(
            """[{"date":"2025-11-03","open":"09:30","close":"16:00"},{"date":"2025-11-04","open":"09:30","close":"16:00"}]"""),
        "/v2/orders" => StubAnswer.Ok($"[{Order()},{Order()}]"),
        "/v2/stocks/bars" => StubAnswer.Ok(
            $"{{\"bars\":{{{Json()}:[],\"SPY\":[{Bar}]}},\"next_page_token\":null}}"),
        "/v2/stocks/quotes/latest" => StubAnswer.Ok(
            $"{{\"quotes\":{{{Json()}:{Quote}}}}}"),
        "/v2/assets" => StubAnswer.Ok($$"""[{"symbol":"SPY","tradable":true},{"symbol":{{Json()}},"tradable":true}]"""),
        _ => StubAnswer.Ok(Order()),
    };

    private string Order()
    {
        var order = Bodies.Order("1", status: random.Next(2) == 0 ? "filled" : "new", filled: "5");
        foreach (var field in (string[])["id", "client_order_id", "symbol", "status", "order_class"])
        {
            if (random.Next(3) == 0) order[field] = $"<{field}>";
        }
        var text = order.ToJsonString();
        foreach (var field in (string[])["id", "client_order_id", "symbol", "status", "order_class"])
            text = text.Replace($"\"\\u003C{field}\\u003E\"", Json(), StringComparison.Ordinal);
        return text;
    }

    private string Key(bool isOneLine = false)
    {
        var key = random.Next(3) switch { 0 => id, 1 => secret, _ => $"{id}:{secret}" };
        var encodings = HiddenKeys.Encodings.Values.ToArray();
        var text = HiddenKeys.Shaped(encodings[random.Next(encodings.Length)](key), random);
        if (isOneLine) text = text.ReplaceLineEndings(" ");
        hidden.Add((text, key.Length));
        return text;
    }

    // A header's value.
    private string Line() => Key(isOneLine: true);

    // A JSON text; escapes of JSON stay as they are, so that they are decoded.
    private string Json(string before = "")
    {
        var text = Key();
        return text.Contains("\\u", StringComparison.Ordinal) && IsJson($"\"{before}{text}\"")
            ? $"\"{before}{text}\""
            : JsonSerializer.Serialize($"{before}{text}");
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
