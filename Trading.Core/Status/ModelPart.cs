using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Status;

/// <summary>Reads which model is in use. A model is loaded once, however often it is asked for. Safe for use by many
/// threads.</summary>
internal sealed class ModelPart(TradingPorts ports, TradingSettings settings) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ModelInUse inUse = new(ports.Models, settings, ports.Broker.Mode, ports.Clock);
    private ModelCard? card;

    /// <summary>The model in use.</summary>
    /// <exception cref="StorageException">The registry cannot be read, or the model that it names cannot be used.</exception>
    public async Task<ModelStatus> ReadAsync(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var (model, reason) = await inUse.GetAsync(cancel);
            var (current, _) = await ports.Models.GetCurrentAsync(cancel);
            if (model is null)
            {
                if (current == CurrentModel.Missing) throw new StorageException(current.Reason);
                return (current.Promoted ?? current.Newest) is { } named
                    ? throw new StorageException($"{named} cannot be used: {StandingText.Of(reason)}")
                    : new ModelStatus(null, false, StandingText.Of(reason), null);
            }
            if (card?.Id != model.Id) card = (await ports.Models.LoadAsync(model.Id, cancel)).Card;
            return new ModelStatus(model.Id, model.MayTrade, StandingText.Of(reason), card)
            {
                Proof = model.Standing,
                Evidence = current.Evidence,
            };
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        oneAtATime.Dispose();
    }
}
