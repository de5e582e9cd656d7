using CsCheck;
using Trading.Tests.Core.Learning.Explanation;

namespace Trading.Tests.Core.Learning;

public sealed class PredictAllTests
{
    [Fact]
    public void Rows_that_are_asked_together_get_the_answers_that_each_gets_alone() =>
        Gen.Select(SmallModel.Rows.Array[0, 40], Gen.Int[0, 380], SmallModel.Predictors).Sample((rows, minutes, predictor) =>
            Assert.Equal(rows.Select(row => predictor.Predict(row, minutes)), predictor.PredictAll(rows, minutes)), iter: 100);
}
