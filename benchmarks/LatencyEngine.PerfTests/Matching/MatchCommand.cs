using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>A command as it waits to be measured: two to a cache line, so that reading them is not what is measured.</summary>
internal struct MatchCommand
{
    public ulong OrderId;
    public long Price;
    public long Quantity;
    public uint AccountId;
    public OrderOperation Operation;
    public Side Side;
}
