using LatencyEngine.Domain;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Ends orders by scope, a bounded number of steps with every input, in the order of their ids. The matching
/// stage's thread.
/// </summary>
/// <remarks>
/// A sweep takes effect where it is decided, without the way to the venue: it is the venue's own switch, and
/// from then on no order that it covers trades. What it could not look at in its own input follows with the
/// next ones.
/// </remarks>
public sealed class Sweeper(OrderTable orders, SweepQueue sweeps, OrderLifecycle lifecycle, OrderReports reports)
{
    private int _stepsLeft;

    /// <summary>A new input: goes on with what is not finished.</summary>
    public void StartInput()
    {
        _stepsLeft = Capacities.SweepStepsPerEventMax;
        if (sweeps.Count > 0) Continue();
    }

    /// <param name="reason">None to let day orders expire.</param>
    public void Start(ScopeKind scope, ulong scopeId, Side side, CancelReason reason)
    {
        if (orders.FirstLive == OrderTable.None) return;
        if (sweeps.IsFull) FinishFirst();
        sweeps.Add(new Sweep
        {
            Scope = scope,
            ScopeId = scopeId,
            Side = side,
            Reason = reason,
            LastOrderId = lifecycle.LastOrderId,
            Place = orders.FirstLive,
        });
        Continue();
        TellPending();
    }

    /// <summary>Ends every live order: day orders expire, others are canceled with the session.</summary>
    public void EndSession()
    {
        sweeps.Clear();
        for (var link = orders.FirstLive; link != OrderTable.None;)
        {
            var next = orders.NextLive(link);
            if (orders[link].TimeInForce == TimeInForce.Day) lifecycle.Expire(link);
            else lifecycle.Cancel(link, CancelReason.SessionEnd);
            link = next;
        }
    }

    private void Continue()
    {
        while (sweeps.Count > 0 && _stepsLeft > 0)
        {
            while (_stepsLeft > 0 && Step()) _stepsLeft--;
            if (_stepsLeft > 0) sweeps.RemoveFirst();
        }
    }

    private void FinishFirst()
    {
        while (Step())
        {
            // Bounded by the live orders; only reached when more sweeps wait than anybody should start.
        }

        sweeps.RemoveFirst();
    }

    /// <returns><c>false</c> when the oldest sweep has nothing left to look at.</returns>
    private bool Step()
    {
        ref var sweep = ref sweeps.First;
        var link = sweep.Place;
        if (link == OrderTable.None || orders[link].OrderId > sweep.LastOrderId) return false;
        sweep.Place = orders.NextLive(link);
        if (!sweep.Covers(in orders[link])) return true;
        if (sweep.Reason == CancelReason.None) lifecycle.Expire(link);
        else lifecycle.Cancel(link, sweep.Reason);
        return true;
    }

    private void TellPending()
    {
        if (sweeps.Count == 0 || sweeps.First.IsTold) return;
        sweeps.First.IsTold = true;
        reports.Alert(AlertKind.SweepPending, AlertSeverity.Info, 0, sweeps.Count, orders.LiveCount);
    }
}
