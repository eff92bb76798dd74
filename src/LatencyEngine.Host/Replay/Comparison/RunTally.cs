using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Text;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>Counts what a run puts out, by strategy, and watches how far each falls from its best. Cold; one thread.</summary>
internal sealed class RunTally(TradingStages stages, EngineConfiguration configuration)
{
    /// <summary>How often profit is looked at, in event time.</summary>
    public const long LookNanos = NanoTime.NanosPerSecond;

    private readonly Dictionary<(ushort Strategy, int Template), long> _counts = [];
    private readonly Dictionary<(ushort Strategy, ulong Currency), (Int128 Best, Int128 Drawdown)> _falls = [];
    private long _nextLook;

    public void Add(ref readonly EngineEvent output)
    {
        var template = output.TemplateId;
        // The heads of the outputs about orders are alike; see EngineEventTests.
        if (template is < OrderAccepted.TemplateId or > OrderFilled.TemplateId) return;
        var copy = output;
        var key = (copy.As<OrderAccepted>().StrategyId, (int)template);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>An input was handled.</summary>
    public void EndInput(long nanos)
    {
        if (nanos < _nextLook) return;
        _nextLook = nanos + LookNanos;
        Look();
    }

    /// <summary>Looks at the profit now.</summary>
    public void Look()
    {
        foreach (var row in SessionFigures.OfStrategies(stages, configuration))
        {
            var (best, drawdown) = _falls.GetValueOrDefault((row.StrategyId, row.Currency));
            best = Int128.Max(best, row.Net);
            _falls[(row.StrategyId, row.Currency)] = (best, Int128.Max(drawdown, best - row.Net));
        }
    }

    public long CountOf(int templateId) => _counts.Where(pair => pair.Key.Template == templateId).Sum(pair => pair.Value);

    public long CountOf(ushort strategyId, int templateId) => _counts.GetValueOrDefault((strategyId, templateId));

    public Int128 DrawdownOf(ushort strategyId, ulong currency) => _falls.GetValueOrDefault((strategyId, currency)).Drawdown;
}
