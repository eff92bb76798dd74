using LatencyEngine.Domain;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>
/// Net profit of each strategy in each currency, and how deep it fell below its highest point. Only what an input can
/// have changed is looked at again. One thread.
/// </summary>
internal sealed class EquityCurves(TradingStages stages)
{
    private readonly Dictionary<(ushort Strategy, ulong Currency), Curve> _curves = [];
    private readonly Dictionary<int, Valued> _positions = [];
    private readonly List<Curve> _touched = [];

    /// <summary>Counts a fill, and looks at the positions of its instrument again.</summary>
    public void Filled(in OrderFilled filled)
    {
        ref readonly var instrument = ref stages.Instruments[filled.InstrumentId];
        var curve = CurveOf(filled.StrategyId, instrument.Definition.Currency);
        curve.Fills++;
        curve.Volume += Int128.Abs(instrument.Terms.Value(filled.Price, filled.Quantity));
        Revalue(filled.InstrumentId);
    }

    /// <summary>The mark or the positions of an instrument may have changed.</summary>
    public void Revalue(uint instrumentId)
    {
        if (instrumentId >= (uint)stages.Capacities.InstrumentIdEnd) return;
        var positions = stages.Positions;
        for (var i = positions.FirstOfInstrument(instrumentId); i >= 0; i = positions.NextOfInstrument(i))
        {
            var position = ValuedAt(i);
            var net = NetOf(i);
            if (net == position.Net) continue;
            position.Curve.Net += net - position.Net;
            position.Net = net;
            _touched.Add(position.Curve);
        }
    }

    /// <summary>After an input and all it caused: between two fills of one input nobody could have looked.</summary>
    public void Mark()
    {
        foreach (var curve in _touched)
        {
            curve.Highest = Int128.Max(curve.Highest, curve.Net);
            curve.Deepest = Int128.Max(curve.Deepest, curve.Highest - curve.Net);
        }

        _touched.Clear();
    }

    public List<StrategyRow> ToRows()
    {
        var rows = new List<StrategyRow>();
        foreach (var (key, curve) in _curves.OrderBy(pair => pair.Key))
        {
            var (realized, unrealized, fees) = SumsOf(curve);
            rows.Add(new StrategyRow(
                key.Strategy, key.Currency, curve.Fills, curve.Volume, fees, realized, unrealized, curve.Deepest));
        }

        return rows;
    }

    private (Int128 Realized, Int128 Unrealized, Int128 Fees) SumsOf(Curve curve)
    {
        Int128 realized = 0, unrealized = 0, fees = 0;
        foreach (var (index, position) in _positions)
        {
            if (position.Curve != curve) continue;
            realized += stages.Positions[index].RealizedPnl;
            unrealized += UnrealizedOf(index);
            fees += stages.Positions[index].Fees;
        }

        return (realized, unrealized, fees);
    }

    private Int128 NetOf(int index)
    {
        ref readonly var position = ref stages.Positions[index];
        return (Int128)position.RealizedPnl + UnrealizedOf(index) - position.Fees;
    }

    // At the mark of risk, as reports have it; without one, nothing is gained or lost yet.
    private long UnrealizedOf(int index)
    {
        ref readonly var position = ref stages.Positions[index];
        if (position.Lots == 0 || stages.Risk.MarkOf(position.InstrumentId) is not (> 0 and var mark)) return 0;
        ref readonly var terms = ref stages.Instruments[position.InstrumentId].Terms;
        return terms.Gain(terms.Value(mark, position.Lots), position.Cost);
    }

    private Valued ValuedAt(int index)
    {
        if (_positions.TryGetValue(index, out var known)) return known;
        ref readonly var position = ref stages.Positions[index];
        var currency = stages.Instruments[position.InstrumentId].Definition.Currency;
        return _positions[index] = new Valued(CurveOf(position.StrategyId, currency));
    }

    private Curve CurveOf(ushort strategyId, ulong currency)
    {
        if (_curves.TryGetValue((strategyId, currency), out var curve)) return curve;
        return _curves[(strategyId, currency)] = new Curve();
    }

    private sealed class Curve
    {
        public long Fills;
        public Int128 Volume;
        public Int128 Net;
        public Int128 Highest;
        public Int128 Deepest;
    }

    private sealed class Valued(Curve curve)
    {
        public Curve Curve { get; } = curve;

        public Int128 Net;
    }
}
