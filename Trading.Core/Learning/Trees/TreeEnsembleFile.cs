using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Core.Learning.Trees;

/// <summary>
/// A tree ensemble as bytes. The same ensemble always gives the same bytes. Numbers are little-endian:
/// <code>
/// "TREE"                     4 bytes
/// version                    1 byte, 1
/// columns                    uint16
/// number of trees            int32
/// the trees' nodes           in pre-order, the AtMost side first
///   a split                  column (uint16), threshold (float32)
///   a leaf                   0xFFFF, logits in steps of 2^-36 (int64), cover (int32)
/// SHA-256 of all before it   32 bytes
/// </code>
/// </summary>
public static class TreeEnsembleFile
{
    private const byte Version = 1;
    private const ushort Leaf = ushort.MaxValue;

    private static ReadOnlySpan<byte> Magic => "TREE"u8;

    /// <summary>The bytes of an ensemble.</summary>
    public static byte[] Write(TreeEnsemble ensemble)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write((ushort)ensemble.Columns);
        writer.Write(ensemble.Trees.Count);
        foreach (var tree in ensemble.Trees) Write(writer, tree);
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>The ensemble of bytes that <see cref="Write(TreeEnsemble)"/> made.</summary>
    /// <exception cref="FormatException">The bytes are damaged, cut, not a tree ensemble, or of another version; the message says
    /// which.</exception>
    public static TreeEnsemble Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic)) throw new FormatException("These bytes are not a tree ensemble.");
        if (bytes.Length < Magic.Length + 1 + SHA256.HashSizeInBytes) throw new FormatException(
            $"The tree ensemble is cut: {bytes.Length} bytes are left.");
        var body = bytes[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes[body.Length..])) throw new FormatException(
            "The tree ensemble is cut or damaged: its checksum does not fit its bytes.");
        if (body[Magic.Length] != Version) throw new FormatException(
            $"The tree ensemble has format {body[Magic.Length]}; this program reads format {Version}.");
        try
        {
            return new NodeReader(body[(Magic.Length + 1)..]).ReadEnsemble();
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The tree ensemble is not whole: {e.Message}", e);
        }
    }

    private static void Write(BinaryWriter writer, TreeNode node)
    {
        if (node is TreeSplit split)
        {
            writer.Write((ushort)split.Column);
            writer.Write(split.Threshold);
            Write(writer, split.AtMost);
            Write(writer, split.Above);
        }
        else
        {
            var leaf = (TreeLeaf)node;
            writer.Write(Leaf);
            writer.Write(LogitGrid.ToSteps(leaf.Logits));
            writer.Write(leaf.Cover);
        }
    }

    /// <summary>Reads on from where it stands; bytes that end too early throw <see cref="FormatException"/>.</summary>
    private ref struct NodeReader(ReadOnlySpan<byte> bytes)
    {
        private const int MaxDepth = 1_000;

        private ReadOnlySpan<byte> rest = bytes;

        public TreeEnsemble ReadEnsemble()
        {
            var columns = BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));
            var count = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
            var trees = new List<TreeNode>();
            for (var tree = 0; tree < count; tree++) trees.Add(ReadNode(MaxDepth));
            if (!rest.IsEmpty) throw new FormatException(
                $"The tree ensemble is not whole: {rest.Length} bytes follow its last tree.");
            return TreeEnsemble.Of(columns, trees);
        }

        private TreeNode ReadNode(int depthLeft)
        {
            if (depthLeft == 0) throw new FormatException($"A tree is more than {MaxDepth} splits deep.");
            var column = BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));
            if (column == Leaf) return new TreeLeaf(
                LogitGrid.FromSteps(BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)))),
                BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int))));
            return new TreeSplit(
                column,
                BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float))),
                ReadNode(depthLeft - 1),
                ReadNode(depthLeft - 1));
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (rest.Length < count) throw new FormatException("The bytes of the tree ensemble end within a tree.");
            var taken = rest[..count];
            rest = rest[count..];
            return taken;
        }
    }
}
