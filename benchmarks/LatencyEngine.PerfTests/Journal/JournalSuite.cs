using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Reports;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>The journal: log, acknowledgements, replay and event store, each beside its bare rival in the same run.</summary>
internal sealed class JournalSuite(TextWriter output, int[] cores, bool isQuick)
{
    private const double AppendGoal = 5;
    private const double AppendRatioGoal = 0.5;
    private const double EchoNanosGoal = 40;
    private const double AcknowledgedGoal = 500_000;
    private const double AcknowledgeRatioGoal = 1.5;
    private const double ReplayGoal = 5;
    private const double ShipRatioGoal = 0.9;
    private const double ReadRatioGoal = 0.8;
    private const double RecoverySecondsGoal = 3;
    private const int RecordsPerCommit = 4_096;
    private const double NanosPerSecond = 1e9;

    private readonly TextTable _table = new("measured", "ours", "beside", "ratio", "goal");
    private bool _isMet = true;

    private int Repeats => isQuick ? 3 : 7;

    /// <returns>Whether every goal was reached.</returns>
    public bool Run()
    {
        output.WriteLine($"Journal: median of {Repeats} samples, taken in turn with the rival's");
        AddAppend();
        AddEcho();
        AddAcknowledge();
        using (var session = new RecordedSession(isQuick ? 1_000_000 : 4_000_000))
        {
            AddReplay(session);
            AddStore(session);
        }

        using (var session = new RecordedSession(isQuick ? 2_000_000 : 10_000_000)) AddRecovery(session);
        _table.WriteTo(output, "  ");
        output.WriteLine();
        return _isMet;
    }

    private void AddAppend()
    {
        var records = isQuick ? 2_000_000 : 4_000_000;
        using var rate = new AppendRate(Durability.ProcessCrash);
        var (ours, bare) = InTurn(() => rate.Log(records), () => rate.CopyAndChecksum(records));
        Add("append, process-crash, 128 B", $"{ours:N1} M/s", $"{bare:N1} M/s copied and checksummed", ours / bare,
            $"≥ {AppendGoal} M/s, ≥ {AppendRatioGoal}", ours >= AppendGoal && ours / bare >= AppendRatioGoal);
    }

    private void AddEcho()
    {
        var nanos = Statistics.Median(EchoCost.Measure(isQuick ? 200 : 1_000, cores));
        Add("cost to the engine's thread", $"{nanos:N1} ns an event", "", double.NaN, $"≤ {EchoNanosGoal} ns", nanos <= EchoNanosGoal);
    }

    private void AddAcknowledge()
    {
        using var time = new AcknowledgeTime();
        time.Measure(20, 1);
        var (one, bare) = time.Measure(isQuick ? 150 : 600, 1);
        double ours = Statistics.Percentile(one, 0.5);
        double beside = Statistics.Percentile(bare, 0.5);
        Add("acknowledgement, power-loss, p50", $"{ours / 1e3:N0} µs", $"{beside / 1e3:N0} µs for a bare flush", ours / beside,
            $"≤ {AcknowledgeRatioGoal}", ours / beside <= AcknowledgeRatioGoal);
        var (many, _) = time.Measure(isQuick ? 60 : 200, RecordsPerCommit);
        var perSecond = many.Length * (double)RecordsPerCommit * NanosPerSecond / many.Sum();
        Add("acknowledged, power-loss, groups of 4096", $"{perSecond / 1e6:N2} M/s", "", double.NaN,
            $"≥ {AcknowledgedGoal / 1e6} M/s", perSecond >= AcknowledgedGoal);
    }

    private void AddReplay(RecordedSession session)
    {
        var journal = new LogJournal(session.Folder);
        ReplayRate.Verified(journal, session.SessionId);
        var (verified, reading) = InTurn(
            () => ReplayRate.Verified(journal, session.SessionId), () => ReplayRate.Reading(journal, session.SessionId));
        var written = session.LastSequence * 1e3 / session.Nanos;
        Add($"verified replay of {session.LastSequence / 1e6:N1} M records", $"{verified:N2} M/s",
            $"{reading:N1} M/s read, {written:N2} M/s when it ran", verified / reading, $"≥ {ReplayGoal} M/s", verified >= ReplayGoal);
    }

    private void AddRecovery(RecordedSession session)
    {
        var recovery = new RecoveryTime(session);
        recovery.WriteSnapshot();
        var seconds = Statistics.Median([.. Enumerable.Range(0, Repeats).Select(_ => recovery.Measure())]);
        Add($"recovery of a log of {session.LastSequence / 1e6:N1} M records", $"{seconds:N2} s",
            $"{RecoveryTime.RecordsAfterSnapshot / 1e6:N0} M records after the snapshot", double.NaN,
            $"≤ {RecoverySecondsGoal} s for 10 M", seconds <= RecoverySecondsGoal);
    }

    private void AddStore(RecordedSession session)
    {
        PrivateCluster cluster;
        try
        {
            cluster = PrivateCluster.StartAsync(new ClusterOptions { Folder = session.Folder }).GetAwaiter().GetResult();
        }
        catch (ClusterException missing)
        {
            Add("event store", "not measured", missing.Message, double.NaN, "-", isMet: true);
            return;
        }

        try
        {
            AddStore(session, new StoreRate(cluster, session));
        }
        finally
        {
            cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void AddStore(RecordedSession session, StoreRate rate)
    {
        rate.Ship("warm", StoreLayout.Stock);
        rate.SaveRows("warm");
        var stock = new List<double>();
        var segments = new List<double>();
        var bareStock = new List<double>();
        var bareSegments = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            stock.Add(rate.Ship($"stock{i}", StoreLayout.Stock));
            bareStock.Add(rate.RawCopy("bare_stock", "seq_id", "stream_id, version"));
            segments.Add(rate.Ship($"segments{i}", StoreLayout.Segments));
            bareSegments.Add(rate.RawCopy("bare_segments", "seq_id"));
        }

        AddShipping("shipping, stock layout", stock, bareStock);
        AddShipping("shipping, segment tables", segments, bareSegments);
        rate.Ship("read", StoreLayout.Stock);
        using var journal = new PostgresJournal(rate.ConnectionString);
        var (ours, bare) = InTurn(() => ReplayRate.Verified(journal, session.SessionId), () => rate.BareRead("read"));
        Add("verified replay from PostgreSQL", $"{ours:N2} M/s", $"{bare:N2} M/s for a bare reader", ours / bare,
            $"≥ {ReadRatioGoal}", ours / bare >= ReadRatioGoal);
    }

    private void AddShipping(string name, List<double> ours, List<double> bare)
    {
        var ratio = Statistics.Median(ours) / Statistics.Median(bare);
        Add(name, $"{Statistics.Median(ours):N0} k rows/s", $"{Statistics.Median(bare):N0} k rows/s copied raw", ratio,
            $"≥ {ShipRatioGoal}", ratio >= ShipRatioGoal);
    }

    private (double Ours, double Bare) InTurn(Func<double> ours, Func<double> bare)
    {
        var first = new List<double>();
        var second = new List<double>();
        for (var i = 0; i < Repeats; i++)
        {
            first.Add(ours());
            second.Add(bare());
        }

        return (Statistics.Median(first), Statistics.Median(second));
    }

    private void Add(string name, string ours, string beside, double ratio, string goal, bool isMet)
    {
        _isMet &= isMet;
        _table.Add(name, ours, beside.Length == 0 ? "-" : beside, double.IsNaN(ratio) ? "-" : $"{ratio:N2}",
            goal == "-" ? goal : $"{goal}: {(isMet ? "met" : "missed")}");
    }
}
