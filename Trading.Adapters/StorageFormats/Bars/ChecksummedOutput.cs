using System.Security.Cryptography;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>Passes on what is written, and knows how much it was and its checksum. The footer is held back.</summary>
internal sealed class ChecksummedOutput(Stream output) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream footer = new();
    private bool isFooter;
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    /// <summary>SHA-256, hexadecimal, of what was written since the last call.</summary>
    public string TakeChecksum() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <summary>Holds back what follows.</summary>
    public void BeginFooter() => isFooter = true;

    /// <summary>What was held back.</summary>
    public ReadOnlySpan<byte> Footer => footer.GetBuffer().AsSpan(0, (int)footer.Length);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        (isFooter ? footer : output).Write(buffer);
        if (!isFooter) hash.AppendData(buffer);
        written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}
