using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>The bare exchange: what a round trip costs when it carries nothing but a number.</summary>
internal readonly struct TwoFlagPort(TwoFlagExchange exchange) : IRoundTripPort
{
    public long Exchange(long number)
    {
        exchange.Exchange();
        return number;
    }

    public void Answer(long trips) => exchange.Pong(trips);
}
