namespace Trading.Core.Learning.Trees;

/// <summary>A node of a decision tree: either a <see cref="TreeSplit"/> or a <see cref="TreeLeaf"/>.</summary>
public abstract record TreeNode
{
    private protected TreeNode()
    {
    }
}

/// <summary>A question about one feature.</summary>
/// <param name="Column">Position of the feature in a row.</param>
/// <param name="Threshold">The number that the feature is compared with.</param>
/// <param name="AtMost">Where a row goes whose feature is less than or equal to the threshold.</param>
/// <param name="Above">Where any other row goes.</param>
public sealed record TreeSplit(int Column, float Threshold, TreeNode AtMost, TreeNode Above) : TreeNode;

/// <summary>The end of a path.</summary>
/// <param name="Logits">What the tree adds to the score of a row that ends here: natural log-odds.</param>
/// <param name="Cover">How many training rows end here; 0 when they were not counted.</param>
public sealed record TreeLeaf(double Logits, int Cover = 0) : TreeNode;
