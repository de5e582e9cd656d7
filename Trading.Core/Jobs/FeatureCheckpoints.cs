using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Jobs;

/// <summary>
/// Keeps a session's feature states every ten minutes, and gives them to a host that starts in the middle of it, which then asks
/// the feed only for the bars since. Ten minutes: to read so many again takes seconds, and a document a minute would be written
/// mostly for nothing. Where the day so far is few bars it does neither, because they are read as fast.
/// </summary>
internal sealed class FeatureCheckpoints(IFeatureCheckpointStore store, LiveFeatures features)
{
    /// <summary>How often states are kept.</summary>
    public static readonly Duration Every = Duration.FromMinutes(10);

    /// <summary>Bars of a session so far up to which nothing is kept: what a feed answers in a request or two.</summary>
    public const int FewBars = 20_000;

    private Instant keptAt;

    /// <summary>Before a session's first bars are asked for: restores what was kept of it. Gives a sentence when it could not be
    /// used.</summary>
    public async Task<string> RestoreAsync(Session session, Instant minute, int symbols, CancellationToken cancel)
    {
        if (!features.IsNew(session) || IsFew(session, minute, symbols)) return "";
        try
        {
            if (await store.ReadAsync(cancel) is not { } bytes) return "";
            var checkpoint = FeatureCheckpoint.FromBytes(bytes, session);
            if (checkpoint.SettledTo > minute) return "";
            features.Restore(checkpoint);
            keptAt = minute;
            return "";
        }
        catch (FeatureCheckpointException e) when (e.IsOfAnotherSession)
        {
            return "";
        }
        catch (Exception e) when (e is FeatureCheckpointException or StorageException)
        {
            return $"The kept feature states are not used, and the day's bars are read instead: {e.Message}";
        }
    }

    /// <summary>When it is time: keeps the states. Gives a sentence when that failed; what the minute decided is done.</summary>
    public async Task<string> KeepAsync(Session session, Instant minute, int symbols, CancellationToken cancel)
    {
        if (minute < keptAt + Every || IsFew(session, minute, symbols)) return "";
        try
        {
            if (features.Checkpoint() is not { } checkpoint) return "";
            await store.WriteAsync(checkpoint.ToBytes(), cancel);
            keptAt = minute;
            return "";
        }
        catch (Exception e) when (e is StorageException || (e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            return e is StorageException ? $"The feature states were not kept: {e.Message}" : "";
        }
    }

    private static bool IsFew(Session session, Instant minute, int symbols) =>
        symbols * (minute - session.Open).TotalMinutes <= FewBars;
}
