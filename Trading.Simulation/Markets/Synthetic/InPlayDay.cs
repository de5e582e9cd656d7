using System.Runtime.InteropServices;
using Trading.Core.Market;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>The news that puts a name in play for a session: it opens away from where it closed, and much of it is
/// traded.</summary>
/// <param name="Gap">By how much of its price it opens higher, as a fraction; negative when it opens lower.</param>
/// <param name="VolumeFactor">How many times its usual volume it trades in every minute of the session.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InPlayDay(double Gap, long VolumeFactor)
{
    /// <summary>One in so many sessions of a name has news.</summary>
    public const int OneIn = 50;

    private const long Factor = 5;
    private const double SmallestGap = 0.05;
    private const int GapSteps = 40;
    private const double GapStep = 0.001;

    /// <summary>An ordinary session.</summary>
    public static InPlayDay None { get; } = new(0, 1);

    /// <summary>Whether the name is in play.</summary>
    public bool IsInPlay => VolumeFactor > 1;

    /// <summary>A name's session, from a hash: no session needs another one.</summary>
    /// <param name="ticker">The name.</param>
    /// <param name="session">The session.</param>
    /// <param name="seed">The market's seed.</param>
    public static InPlayDay Of(string ticker, Session session, int seed)
    {
        var news = RandomBits.Of(seed, $"{ticker} news", session.Date);
        if (news.Next() % OneIn != 0) return None;
        var bits = news.Next();
        var size = SmallestGap + (GapStep * ((bits >> 8) % GapSteps));
        return new InPlayDay((bits & 1) == 0 ? size : -size, Factor);
    }
}
