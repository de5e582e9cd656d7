using System.Text;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The trials on an archive in one file, a line of JSON each. The file is written aside and renamed, one writer at a time among
/// threads and processes. A line that cannot be read stays in the file and is counted.
/// </summary>
/// <param name="folder">Its folder; the first trial creates it.</param>
public sealed class FileTrialLog(string folder) : ITrialLog
{
    private readonly string path = Path.Combine(folder, "trials.jsonl");

    /// <inheritdoc/>
    public async Task<TrialHistory> ReadAsync(CancellationToken cancel) => HistoryOf(await LinesAsync(cancel));

    /// <inheritdoc/>
    public async Task<TrialHistory> AddAsync(Trial trial, CancellationToken cancel)
    {
        using var alone = await AtomicFile.GuardAsync(folder, () => FolderLock.TakeAsync(folder, cancel));
        var lines = await LinesAsync(cancel);
        var known = lines.FindIndex(line => line.Trial is { } other && trial.IsSameAs(other));
        var written = new Line(SealedJson.WriteLine(trial), trial);
        if (known < 0) lines.Add(written);
        else lines[known] = written;
        var text = string.Concat(lines.Select(line => $"{line.Text}\n"));
        await AtomicFile.GuardAsync(path, async () =>
        {
            await AtomicFile.ReplaceAsync(path, Encoding.UTF8.GetBytes(text), cancel);
            return true;
        });
        return HistoryOf(lines);
    }

    private async Task<List<Line>> LinesAsync(CancellationToken cancel)
    {
        var text = await AtomicFile.GuardAsync(
            path, async () => File.Exists(path) ? await File.ReadAllLinesAsync(path, cancel) : []);
        return [.. text.Where(line => line.Length > 0).Select(line => new Line(line, SealedJson.TryReadLine<Trial>(line)))];
    }

    private static TrialHistory HistoryOf(List<Line> lines) =>
        new([.. lines.Select(line => line.Trial).OfType<Trial>()], lines.Count(line => line.Trial is null));

    private sealed record Line(string Text, Trial? Trial);
}
