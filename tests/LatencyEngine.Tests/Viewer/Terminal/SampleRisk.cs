using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Viewer.Terminal;

/// <summary>Trading states, limits and their use in the sample engine.</summary>
internal static class SampleRisk
{
    public static void Tell(SampleEngine engine)
    {
        SetState(engine, ScopeKind.Strategy, id: 2, TradingState.ReduceOnly, HaltReason.DailyLoss);
        SetLimit(engine, (ScopeKind.Account, 1, LimitKind.GrossExposureMax), SampleEngine.MoneyOf(100_000), SampleEngine.MoneyOf(35_331));
        SetLimit(engine, (ScopeKind.Account, 1, LimitKind.DailyLossMax), SampleEngine.MoneyOf(5_000), SampleEngine.MoneyOf(4_200));
        SetLimit(engine, (ScopeKind.Instrument, 1, LimitKind.PositionMax), 300, 300);
        SetLimit(engine, (ScopeKind.Engine, 0, LimitKind.PriceBand), 50_000_000, used: null);
    }

    public static void SetState(SampleEngine engine, ScopeKind scope, ulong id, TradingState state, HaltReason reason) =>
        engine.Tell(new TradingStateChanged
        {
            TimestampNanos = SampleEngine.Start + (9 * SampleEngine.Second),
            InputSequence = engine.NextInput(),
            ScopeKind = scope,
            ScopeId = id,
            TradingState = state,
            HaltReason = reason,
            IsLocked = 1,
        });

    public static void SetLimit(SampleEngine engine, (ScopeKind Scope, ulong Id, LimitKind Kind) limit, long value, long? used)
    {
        engine.Tell(new RiskLimitChanged
        {
            TimestampNanos = SampleEngine.Start,
            InputSequence = engine.NextInput(),
            ScopeKind = limit.Scope,
            ScopeId = limit.Id,
            LimitKind = limit.Kind,
            Value = value,
        });
        if (used is not { } known) return;
        engine.Tell(new RiskUsage
        {
            TimestampNanos = SampleEngine.Start,
            ScopeKind = limit.Scope,
            ScopeId = limit.Id,
            LimitKind = limit.Kind,
            Limit = value,
            Used = known,
        });
    }
}
