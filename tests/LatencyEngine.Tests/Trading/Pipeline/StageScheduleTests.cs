using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>The determinism law against every order of work that threads could come to.</summary>
public sealed class StageScheduleTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    /// <remarks>
    /// Strategies that are flat and idle, orders given in their name by others, cancels that come too late, halts and
    /// latency: whoever is not waited for must not miss anything.
    /// </remarks>
    [Theory, MemberData(nameof(Seeds))]
    public void No_order_of_work_changes_a_byte(int seed)
    {
        var inputs = RandomSession.Record(seed, inputs: 2_000, hasLatency: seed % 3 != 0);
        using var fused = new StageSchedule(inputs, RandomSession.Sizes, RandomSession.Seats(seed));
        fused.RunFused();
        foreach (var lead in (int[])[2, 50, 1_000])
        {
            using var staged = new StageSchedule(inputs, RandomSession.Sizes, RandomSession.Seats(seed));
            staged.RunStaged(seed, lead);
            AssertSame(fused, staged);
        }
    }

    [Fact]
    public void The_sessions_are_worth_comparing()
    {
        var inputs = RandomSession.Record(seed: 2, inputs: 6_000);
        using var run = new StageSchedule(inputs, RandomSession.Sizes, RandomSession.Seats(seed: 2));
        run.RunFused();
        var messages = run.Outputs.GroupBy(output => (int)output.TemplateId).ToDictionary(g => g.Key, g => g.Count());
        foreach (var template in (int[])[
            OrderAccepted.TemplateId, OrderRejected.TemplateId, OrderReplaced.TemplateId, OrderCanceled.TemplateId,
            OrderFilled.TemplateId, SignalRaised.TemplateId, BarClosed.TemplateId, TradingStateChanged.TemplateId])
            Assert.True(messages.GetValueOrDefault(template) > 0, $"no message {template} in the session");
    }

    private static void AssertSame(StageSchedule expected, StageSchedule actual)
    {
        for (var i = 0; i < Math.Min(expected.Outputs.Count, actual.Outputs.Count); i++)
            if (!expected.Outputs[i].AsBytes().SequenceEqual(actual.Outputs[i].AsBytes()))
                Assert.Fail($"output {i} differs:\nexpected {expected.Outputs[i]}\nactual   {actual.Outputs[i]}");
        Assert.Equal(expected.Outputs.Count, actual.Outputs.Count); // The last one tells the hash of the state.
    }
}
