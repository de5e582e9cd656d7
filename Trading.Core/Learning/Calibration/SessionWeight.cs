namespace Trading.Core.Learning.Calibration;

/// <summary>
/// How many independent rows a session is worth, at least one. Rows of one session share its mood, so a session of thousands of
/// rows may teach as little as one row, or as much as many: the ratio of the variance that the mean of a single row would have
/// to the variance that the sessions' means have had. (The "design effect" of cluster samples: Kish, Survey Sampling, 1965,
/// section 5.4.)
/// </summary>
internal sealed class SessionWeight
{
    // Sessions of one row's worth, believed before any has been seen.
    private const double PriorSessions = 2;
    private double count;
    private double mean;
    private double squares;
    private double information;

    /// <summary>Takes a session, and gives the weight that it has after it.</summary>
    /// <param name="gradient">The mean over its rows of the gradient of the log-likelihood.</param>
    /// <param name="curvature">The mean over its rows of the information of one row.</param>
    public double Add(double gradient, double curvature)
    {
        count++;
        var before = mean;
        mean += (gradient - before) / count;
        squares += (gradient - before) * (gradient - mean);
        information += (curvature - information) / count;
        var variance = (squares + (PriorSessions * information)) / (count - 1 + PriorSessions);
        return variance > 0 ? Math.Max(1, information / variance) : 1;
    }
}
