using Trading.Core.Risk;
using Trading.Reporting;

namespace Trading.Tests.Reporting;

public sealed class ReasonTextTests
{
    [Fact]
    public void Each_reason_has_words_of_its_own()
    {
        var words = Enum.GetValues<ReasonCode>().Select(ReasonText.Of).ToList();

        Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonText.Of((ReasonCode)(-1)));
    }
}
