namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>A slice that is done, as its worker measured it.</summary>
/// <param name="Seconds">How long it took, without earlier tries.</param>
/// <param name="MemoryMegabytes">Memory of the instance that is paid for.</param>
internal sealed record SliceDone(double Seconds, int MemoryMegabytes);

/// <summary>Why a slice is set aside, or why its last try failed.</summary>
/// <param name="Error">One sentence.</param>
internal sealed record SliceError(string Error);
