using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.Hosting;
using Trading.Functions.Triggers;
using Trading.Tests.Adapters.AzureStorage;

namespace Trading.Tests.Functions;

/// <summary>
/// Does with the queues what the Functions host does, and worse: takes messages in any order, several at a time, delivers each
/// twice at the same time, and kills workers at any of their requests. Like the host it gives a message back when its worker
/// failed, and moves one that failed five times into the poison queue.
/// </summary>
internal sealed class SlicesHost(AzureStorageOptions storage, int seed)
{
    private const int AtATime = 4;
    private const int MostRequests = 60;
    private static readonly JobTelemetry Telemetry = new();
    private readonly Random random = new(seed);
    private readonly AzureStorageAccount account = new(storage);

    /// <summary>The chance that a worker is killed; the last but one try of a message survives.</summary>
    public double KillChance { get; init; } = 0.4;

    /// <summary>The numbers of slices whose workers always die before they can say why.</summary>
    public IReadOnlySet<int> Deadly { get; init; } = new HashSet<int>();

    /// <summary>How many workers were killed.</summary>
    public int Killed { get; private set; }

    /// <summary>How many deliveries there were.</summary>
    public int Deliveries { get; private set; }

    /// <summary>Serves until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var (slices, poison) = (account.Queue(SweepWorker.Queue), account.Queue(SweepWorker.PoisonQueue));
        await slices.CreateIfNotExistsAsync(cancellationToken: stop);
        await poison.CreateIfNotExistsAsync(cancellationToken: stop);
        try
        {
            while (true)
            {
                var messages = (await slices.ReceiveMessagesAsync(AtATime, TimeSpan.FromMinutes(1), stop)).Value;
                await Task.WhenAll(messages.Select(message => DeliverAsync(message, slices, poison, stop)));
                foreach (var message in (await poison.ReceiveMessagesAsync(AtATime, TimeSpan.FromMinutes(1), stop)).Value)
                {
                    await new SweepPoisonTrigger(Sweeps(null)).RunAsync(message.Body.ToString(), stop);
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
                }
                if (messages.Length == 0) await Task.Delay(10, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Also a real host ends like this.
        }
    }

    private async Task DeliverAsync(QueueMessage message, QueueClient slices, QueueClient poison, CancellationToken stop)
    {
        var text = message.Body.ToString();
        var ended = await Task.WhenAll(TryAsync(text, message.DequeueCount, stop), TryAsync(text, message.DequeueCount, stop));
        if (ended.Contains(true))
        {
            await slices.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
        }
        else if (message.DequeueCount >= SweepWorker.Tries)
        {
            await poison.SendMessageAsync(text, stop);
            await slices.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
        }
        else
        {
            await slices.UpdateMessageAsync(message.MessageId, message.PopReceipt, cancellationToken: stop);
        }
    }

    private async Task<bool> TryAsync(string text, long tries, CancellationToken stop)
    {
        Killer? killer = null;
        lock (random)
        {
            Deliveries++;
            if (SliceMessage.TryRead(text) is { } slice && Deadly.Contains(slice.Number)) killer = new Killer(2);
            else if (tries < SweepWorker.Tries - 1 && random.NextDouble() < KillChance)
                killer = new Killer(random.Next(MostRequests));
        }
        try
        {
            await new SweepSliceTrigger(Sweeps(killer)).RunAsync(text, stop);
            return true;
        }
        catch (KilledException)
        {
            lock (random) Killed++;
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private HostSweeps Sweeps(Killer? killer) => new(
        new SweepWorker(new AzureStorageAccount(storage, killer is null ? [] : [killer]), 2048), Telemetry, NullLogger.Instance);
}
