using System.Text;
using CsCheck;
using Trading.Adapters.Alpaca;

namespace Trading.Tests.Adapters.Alpaca;

public class KeyScrubberTests
{
    // Letters could by chance go on where a piece of a key was cut off.
    private const string Before = "«-- ";
    private const string After = " --»";

    public static TheoryData<string> Encodings => [.. HiddenKeys.Encodings.Keys];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_key_is_removed_in_any_encoding_cut_or_backwards(string encoding)
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var (id, secret) = (HiddenKeys.Id(random), HiddenKeys.Secret(random));
                var scrubber = new AlpacaKeys(id, secret).Scrubber();
                foreach (var key in (string[])[id, secret, $"{id}:{secret}"])
                {
                    var hidden = HiddenKeys.Shaped(HiddenKeys.Encodings[encoding](key), random);
                    var text = scrubber.Clean($"{Before}{hidden}{After}");
                    Assert.StartsWith(Before, text, StringComparison.Ordinal);
                    Assert.EndsWith(After, text, StringComparison.Ordinal);
                    Assert.Contains("***", text, StringComparison.Ordinal);
                    Assert.Null(HiddenKeys.Left(text, (hidden, key.Length)));
                    // What is left is less than an escape at each end, and a group of base64.
                    Assert.InRange(text[Before.Length..^After.Length].Count(char.IsAsciiLetterOrDigit), 0, 14);
                    var bytes = Encoding.UTF8.GetBytes($"{Before}{hidden}{After}");
                    Assert.Equal(text, Encoding.UTF8.GetString(scrubber.Clean(bytes)));
                }
            },
            iter: 40);
    }

    [Fact]
    public void A_whole_key_leaves_nothing_but_asterisks()
    {
        var random = new Random(1);
        var (id, secret) = (HiddenKeys.Id(random), HiddenKeys.Secret(random));
        var scrubber = new AlpacaKeys(id, secret).Scrubber();

        Assert.Equal("the key *** with *** may not", scrubber.Clean($"the key {id} with {secret} may not"));
        Assert.Equal("?id=***&s=***", scrubber.Clean($"?id={id.ToLowerInvariant()}&s=%{(int)secret[0]:x2}{secret[1..]}"));
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id}:{secret}"));
        Assert.Equal("Basic ***", scrubber.Clean($"Basic {basic.TrimEnd('=')}"));
        Assert.Equal("«***» und £", scrubber.Clean($"«{HiddenKeys.Reversed(id)}» und £"));
        Assert.Equal(
            "{\"message\":\"***\"}",
            Encoding.UTF8.GetString(scrubber.Clean(Encoding.UTF8.GetBytes($"{{\"message\":\"{id}\"}}"))));
    }

    [Fact]
    public void An_escape_within_an_escape_hides_nothing()
    {
        var scrubber = new AlpacaKeys("PKABCDEFGH12345678", "unused-unused-unused").Scrubber();
        foreach (var hidden in (string[])[
            "PK%25%34%31BCDEFGH12345678", "PK&#37;41BCDEFGH12345678", "PK&percnt;41BCDEFGH12345678", "PK\\\\u0041BCDEFGH12345678",
            "PK&amp;amp;#x41;BCDEFGH12345678", "PK&#65BCDEFGH12345678", "PK%u0041BCDEFGH12345678",
            "P\\nK\\x41BCDE\\u0046GH12345678",
            "PKA&shy;BCDEFGH&#8203;12345678", "\\u0050\\u004b%2541BCDEFGH&#49;2345678", "PKABCD\\u00adEFGH12345678"])
        {
            Assert.Equal("<***>", scrubber.Clean($"<{hidden}>"));
        }
        // Ordinary text of escapes takes time in proportion to its length, and no stack.
        var deep = string.Concat(Enumerable.Repeat("%3", 200_000)) + "4";
        Assert.Equal(deep, scrubber.Clean(deep));
        var amps = string.Concat(Enumerable.Repeat("&amp;", 100_000));
        Assert.Equal(amps, scrubber.Clean(amps));
    }

    [Fact]
    public void Ordinary_answers_stay_as_they_are()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var scrubber = new AlpacaKeys(HiddenKeys.Id(random), HiddenKeys.Secret(random)).Scrubber();
                var orders = string.Concat(Enumerable.Range(0, 20).Select(_ => Bodies.Order($"{Guid.NewGuid()}").ToJsonString()));
                foreach (var text in (string[])[Bodies.Account, Bodies.Clock, orders, "100 % of 5 &amp; 6 \\u00e4 \\n %41%42"])
                {
                    Assert.Same(text, scrubber.Clean(text));
                    var bytes = Encoding.UTF8.GetBytes(text);
                    Assert.Same(bytes, scrubber.Clean(bytes));
                }
            },
            iter: 100);
    }

    [Fact]
    public void The_simulators_pair_and_what_is_too_short_for_a_key_are_no_secrets()
    {
        Assert.Equal("the simulator", AlpacaKeys.Simulator.Scrubber().Clean("the simulator"));
        Assert.Equal("***, no key", new AlpacaKeys("no", "secret-x").Scrubber().Clean("secret-x, no key"));
    }
}
