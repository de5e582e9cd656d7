using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Core.Status;

/// <summary>Where everything stands at a moment. What could not be found out is null, and <see cref="Health"/> says
/// why.</summary>
public sealed record StatusReport
{
    /// <summary>The first prediction of a session is due before this long after the bell.</summary>
    private static readonly Duration LongestSilence = Duration.FromHours(1);

    /// <summary>How long the scans may pause in regular hours before that is worth an alarm.</summary>
    public static readonly Duration LongestPause = Duration.FromMinutes(3);

    /// <summary>
    /// The version of the document that programs read; it grows when a member changes its name or meaning, or goes.
    /// </summary>
    public int Version { get; } = 1;

    /// <summary>The book's name; null where the system keeps a single one, as in Azure.</summary>
    public string? Book { get; init; }

    /// <summary>The folder that holds the books; null where storage is not a folder.</summary>
    public string? Folder { get; init; }

    /// <summary>What the archive of bars holds; null where it is not asked for.</summary>
    public ArchiveExtent? Archive { get; init; }

    /// <summary>The moment that the report describes, by the clock of the exchange or the book.</summary>
    public required Instant At { get; init; }

    /// <summary>Where the money is; null when the settings do not say.</summary>
    public required TradingMode? Mode { get; init; }

    /// <summary>The session that runs, or the one that ran last.</summary>
    public required Session Session { get; init; }

    /// <summary>Whether regular hours are on.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The next opening bell, or the next closing bell while regular hours are on.</summary>
    public required Instant NextBell { get; init; }

    /// <summary>The halt that stands; null when there is none, or when the journal did not answer.</summary>
    public Halt? Halt { get; init; }

    /// <summary>The four jobs in the order of the day.</summary>
    public IReadOnlyList<JobStatus> Jobs { get; init; } = [];

    /// <summary>The model in use; null when the registry did not answer.</summary>
    public ModelStatus? Model { get; init; }

    /// <summary>Whether there is an exchange to ask; the book of a run that is over has none, and that is no fault.</summary>
    public bool HasExchange { get; init; } = true;

    /// <summary>The account; null when the broker did not answer.</summary>
    public AccountSnapshot? Account { get; init; }

    /// <summary>What is held, sorted by symbol; null when the broker did not answer.</summary>
    public IReadOnlyList<PositionStatus>? Positions { get; init; }

    /// <summary>What the account holds that this system cannot have bought: it is left alone.</summary>
    public IReadOnlyList<OddPosition> Odd { get; init; } = [];

    /// <summary>The session's orders that the broker refused, the oldest first.</summary>
    public IReadOnlyList<OrderIntent> Refused { get; init; } = [];

    /// <summary>The entries that are held as far as the journal knows, for when there is no broker to ask; null when the journal
    /// did not answer.</summary>
    public IReadOnlyList<OrderIntent>? HeldByJournal { get; init; }

    /// <summary>What the session came to so far; null when the journal did not answer.</summary>
    public DayStatus? Day { get; init; }

    /// <summary>Where each limit on the day and the account stands that is set; empty when none is, or when the journal did not
    /// answer.</summary>
    public IReadOnlyList<ProtectionStatus> Protections { get; init; } = [];

    /// <summary>How right the system was over the last 1, 5 and 20 resolved sessions.</summary>
    public IReadOnlyList<TrackRecord> Record { get; init; } = [];

    /// <summary>The figures of the last sessions, oldest first, at most 60.</summary>
    public IReadOnlyList<PerformanceRow> History { get; init; } = [];

    /// <summary>Journal and models, and broker and market data where there is an exchange: well, or what is wrong.</summary>
    public required IReadOnlyList<Health> Health { get; init; }

    /// <summary>How far the account stands below the highest of <see cref="History"/>, as a fraction; null when it is not known,
    /// or no session has ended yet.</summary>
    public double? Drawdown => Account is { Equity: var equity } && History.Count > 0 ? EquityFall.Of(History, equity) : null;

    /// <summary>Whether minutes are scanned and there is a model, and still no prediction was made for an hour of the session: no
    /// bars come.</summary>
    public bool IsWithoutBars =>
        IsOpen && UnwatchedSince is null && Model?.Id is not null && Day is { Predictions: 0 }
            && At - Session.Open >= LongestSilence;

    /// <summary>Whether something is held although the market is closed, which should never be.</summary>
    public bool IsHeldOverTheClose => !IsOpen && Positions is { Count: > 0 };

    /// <summary>Since when no minute has been scanned although regular hours are on; null when one was lately, or when it cannot
    /// be known.</summary>
    public Instant? UnwatchedSince
    {
        get
        {
            if (!IsOpen || Day is null) return null;
            var last = Jobs.Where(j => j.Name == JobKind.MinuteScan)
                .Select(j => j.Last?.StartedAt ?? Session.Open).Append(Session.Open).Max();
            return At - last > LongestPause ? last : null;
        }
    }
}

/// <summary>A job's last and next run.</summary>
/// <param name="Name">The job.</param>
/// <param name="Last">Its last run; null when it has not run in the last sessions.</param>
/// <param name="Next">When it is due next.</param>
public sealed record JobStatus(JobKind Name, JobRunRow? Last, Instant Next);

/// <summary>The model in use.</summary>
/// <param name="Id">Its id; null when there is none.</param>
/// <param name="MayTrade">Whether its signals may become orders.</param>
/// <param name="Standing">Proven, unproven and why, in a sentence.</param>
/// <param name="Card">Its card; null when there is none, or it cannot be read.</param>
public sealed record ModelStatus(string? Id, bool MayTrade, string Standing, ModelCard? Card)
{
    /// <summary>How far it has been proven.</summary>
    public ModelStanding Proof { get; init; }

    /// <summary>The evidence for the recipe in use, from its out-of-sample record; null before the first judgement.</summary>
    public RecipeEvidence? Evidence { get; init; }
}

/// <summary>A holding with its protection.</summary>
/// <param name="Position">The holding.</param>
/// <param name="StopPrice">The live stop, dollars; null when there is none.</param>
/// <param name="TakeProfitPrice">The live target, dollars; null when there is none.</param>
/// <param name="IsProtected">Whether live stops cover all its shares; null when older orders could not be asked for, because the
/// journal did not answer.</param>
public sealed record PositionStatus(Position Position, decimal? StopPrice, decimal? TakeProfitPrice, bool? IsProtected)
{
    /// <summary>Gain or loss so far, dollars; null when the position has no price.</summary>
    public decimal? Pnl => (Position.MarketPrice - Position.AverageEntryPrice) * Position.Quantity;
}

/// <summary>What a session came to.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Predictions">How many predictions the scans made that have ended.</param>
/// <param name="ByReason">How many of them came to what.</param>
/// <param name="Trades">The trades that were entered or closed, by entry id.</param>
public sealed record DayStatus(
    LocalDate Session, int Predictions, IReadOnlyDictionary<ReasonCode, int> ByReason, IReadOnlyList<TradeRow> Trades)
{
    /// <summary>Profit or loss of those that were closed on this day, dollars.</summary>
    public decimal Pnl => Trades.Where(t => t.ExitAt?.InNewYork().Date == Session).Sum(t => t.Pnl ?? 0m);

    /// <summary>The symbols that were chosen for the session; null when none were yet, or the settings' are scanned.</summary>
    public UniverseChoice? Universe { get; init; }

    /// <summary>The odds against the model, to one, at which entries stopped for the day; null while they have not, and where
    /// only the predictions say that they did.</summary>
    public int? DoubtOdds { get; init; }

    /// <summary>Whether entries stopped for the day, because too few of its signals came true.</summary>
    public bool IsDoubted => DoubtOdds is not null || ByReason.ContainsKey(ReasonCode.DoubtedToday);
}

/// <summary>Whether a part of the world answers.</summary>
/// <param name="Part">Which.</param>
/// <param name="Error">What is wrong; null when nothing is.</param>
public sealed record Health(string Part, string? Error);
