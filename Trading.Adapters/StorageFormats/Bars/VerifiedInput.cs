namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>
/// A file of which only parts are shown: those whose checksum is right. A parser that follows a wrong offset gets an error.
/// </summary>
/// <param name="length">The file's length.</param>
internal sealed class VerifiedInput(long length) : Stream
{
    private readonly List<(long Start, ReadOnlyMemory<byte> Bytes)> parts = [];

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>Shows a part.</summary>
    public void Add(long start, ReadOnlyMemory<byte> bytes) => parts.Add((start, bytes));

    /// <summary>Shows a part in place of the one that was added last.</summary>
    public void ReplaceLast(long start, ReadOnlyMemory<byte> bytes) => parts[^1] = (start, bytes);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= length) return 0;
        var bytes = Here();
        var count = Math.Min(bytes.Length, buffer.Length);
        bytes[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int ReadByte()
    {
        if (Position >= length) return -1;
        var value = Here()[0];
        Position++;
        return value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Here()
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var at = Position - parts[i].Start;
            if (at >= 0 && at < parts[i].Bytes.Length) return parts[i].Bytes.Span[(int)at..];
        }
        throw new InvalidDataException("it points to bytes that were not checked.");
    }
}
