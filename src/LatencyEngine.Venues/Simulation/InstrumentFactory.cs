using System.Globalization;
using System.Numerics;
using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Makes up the instruments of a simulated market, most popular first. One thread; draws from the shared
/// randomness.
/// </summary>
internal sealed class InstrumentFactory
{
    private const long PriceUnit = 1_000_000_000;
    private const int SpreadTicksBaseMax = 4;

    private static readonly MarketModel[] Models =
        [MarketModel.OrderByOrder, MarketModel.Depth, MarketModel.TopOfBook];

    private readonly SimulationOptions _options;
    private readonly RandomSource _random;
    private readonly long[] _tickSizes;
    private readonly int[] _shares;
    private readonly int[] _made = new int[Models.Length];

    public InstrumentFactory(SimulationOptions options, RandomSource random)
    {
        _options = options;
        _random = random;
        _tickSizes = TickSizesWithin(options.TickSizeMin, options.TickSizeMax);
        _shares = [options.OrderByOrderPercent, options.DepthPercent, options.TopOfBookPercent];
    }

    /// <summary>An instrument without a book, but with the best prices that it is to have.</summary>
    /// <param name="index">From 0, and so the rank of its popularity.</param>
    public InstrumentState Make(int index)
    {
        var tickSize = _tickSizes[_random.Below(_tickSizes.Length)];
        var startTicks = DrawPrice() / tickSize;
        var (model, book) = NextModel(index);
        var spreadMax = Math.Min(SpreadTicksBaseMax, 1 + (BitOperations.Log2((uint)index + 1) / 3));
        var spread = 1 + _random.Below(spreadMax);
        var bid = (int)startTicks - (spread / 2);
        return new InstrumentState
        {
            Id = (ushort)(index + 1),
            Model = model,
            Book = (ushort)book,
            TickSize = tickSize,
            RoundLot = RoundLotAt(startTicks * tickSize),
            AnchorTicks = (int)startTicks,
            FairQ16 = startTicks << PriceProcess.FractionBits,
            VolatilityQ16 = DrawVolatility(),
            Group = (byte)_random.Below(BurstRegimes.GroupCount),
            SpreadTicksBase = (byte)spread,
            SpreadTicksWanted = (byte)spread,
            LastAggressor = _random.Chance(128) ? Side.Buy : Side.Sell,
            Bid = new BookSide { Key = bid },
            Ask = new BookSide { Key = -(bid + spread) },
        };
    }

    public InstrumentTerms TermsOf(in InstrumentState state) => new()
    {
        Id = state.Id,
        Symbol = string.Create(CultureInfo.InvariantCulture, $"SIM{state.Id:D4}"),
        VenueId = _options.VenueId,
        MarketModel = state.Model,
        TickSize = state.TickSize,
    };

    /// <summary>
    /// The model that is furthest behind its share, so that each has popular and rare instruments.
    /// </summary>
    private (MarketModel Model, int Book) NextModel(int index)
    {
        var (chosen, lackMax) = (0, long.MinValue);
        for (var i = 0; i < Models.Length; i++)
        {
            var lack = ((long)_shares[i] * (index + 1)) - (100L * _made[i]);
            if (_shares[i] > 0 && lack > lackMax) (chosen, lackMax) = (i, lack);
        }

        return (Models[chosen], _made[chosen]++);
    }

    /// <summary>The square of an even draw: half of all lie in the lowest quarter of the range.</summary>
    private long DrawPrice()
    {
        var even = _random.Next() >> 32;
        var range = (ulong)(_options.StartPriceMax - _options.StartPriceMin);
        return _options.StartPriceMin + (long)Math.BigMul(range, even * even, out _);
    }

    /// <summary>Between half and one and a half of the mean, in 1/65536 of a tick.</summary>
    private int DrawVolatility()
    {
        var mean = (_options.VolatilityMilliTicks << PriceProcess.FractionBits) / 1_000;
        return (int)_random.Between(mean / 2, mean + (mean / 2));
    }

    /// <summary>The round lots of United States equities: rule 600(b)(93) of Regulation NMS.</summary>
    private static ushort RoundLotAt(long price) => (price / PriceUnit) switch
    {
        <= 250 => 100,
        <= 1_000 => 40,
        <= 10_000 => 10,
        _ => 1,
    };

    private static long[] TickSizesWithin(long least, long greatest)
    {
        var sizes = new List<long> { least };
        for (long power = 1; power < greatest; power *= 10)
            foreach (var digit in (ReadOnlySpan<long>)[1, 2, 5])
                if (power * digit > least && power * digit < greatest) sizes.Add(power * digit);
        if (greatest > least) sizes.Add(greatest);
        return [.. sizes];
    }
}
