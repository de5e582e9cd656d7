using Trading.Core.Evaluation.Tuning;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// What searches on an archive remember, in two files. A look that cannot be read is done again. An opening of a hold-out that
/// cannot be read is an error, because it might be the one that counts.
/// </summary>
/// <param name="folder">Their folder; the first line creates it.</param>
public sealed class FileTuningLog(string folder) : ITuningLog
{
    private readonly JsonLines<RecipeLook> looks = new(folder, "looks.jsonl");
    private readonly JsonLines<HoldOutOpening> openings = new(folder, "hold-outs.jsonl");

    /// <inheritdoc/>
    public async Task<TuningHistory> ReadAsync(CancellationToken cancel)
    {
        var opened = await openings.ReadAsync(cancel);
        if (opened.Contains(null))
            throw new StorageException(
                $"{openings.File} has a line that cannot be read, so it is not known which hold-outs were opened; restore the "
                + "file.");
        return new TuningHistory([.. (await looks.ReadAsync(cancel)).OfType<RecipeLook>()], [.. opened.OfType<HoldOutOpening>()]);
    }

    /// <inheritdoc/>
    public Task AddAsync(RecipeLook look, CancellationToken cancel) => looks.AddAsync(look, cancel);

    /// <inheritdoc/>
    public Task AddAsync(HoldOutOpening opening, CancellationToken cancel) => openings.AddAsync(opening, cancel);
}
