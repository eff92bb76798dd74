using System.Globalization;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Text;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>The statistics of a session for people: tables and plots. Cold.</summary>
internal sealed class StatisticsText(SessionStatistics statistics, TextWriter output)
{
    private static readonly double[] Percentiles = [50, 90, 99, 99.9];

    private SessionCounts Counts => statistics.Counts;

    public void Write()
    {
        WriteMessages(Counts, output);
        WriteRates("Inputs a second", statistics.InputRates);
        WriteRates("Orders a second", statistics.OrderRates);
        WriteGaps();
    }

    /// <summary>One row for each message that occurs.</summary>
    public static void WriteMessages(SessionCounts counts, TextWriter output)
    {
        var table = new TextTable("message", ">count", ">of all", ">bytes", ">of all", ">bytes each");
        foreach (var template in counts.Templates)
            table.Add(
                MessageShapes.NameOf(template), Amounts.Count(counts.CountOf(template)),
                Share(counts.CountOf(template), counts.Records), ByteCount.Of(counts.BytesOf(template)),
                Share(counts.BytesOf(template), counts.Bytes),
                (counts.BytesOf(template) / counts.CountOf(template)).ToString(CultureInfo.InvariantCulture));
        table.Add("all", Amounts.Count(counts.Records), "", ByteCount.Of(counts.Bytes), "", "");
        table.Write(output);
    }

    private void WriteRates(string title, RateHistory rates)
    {
        if (rates.Length <= 1) return; // All at one moment.
        output.WriteLine();
        output.WriteLine($"{title} of event time; a column is {DurationText.Of(rates.IntervalNanos)}");
        RatePlot.Write(rates, output);
    }

    private void WriteGaps()
    {
        var gaps = statistics.Gaps.Histogram;
        output.WriteLine();
        if (gaps.Count > 0)
        {
            var percentiles = Percentiles.Select(
                p => $"p{p.ToString(CultureInfo.InvariantCulture)} {DurationText.Of(gaps.ValueAtPercentile(p))}");
            output.WriteLine($"Between inputs: {string.Join(", ", percentiles)}, max {DurationText.Of(gaps.Max)}");
        }

        var table = new TextTable(">longest", "after", ">until sequence");
        foreach (var gap in statistics.Gaps.Longest)
            table.Add(DurationText.Of(gap.Nanos), NanoTime.Of(gap.StartNanos), gap.Sequence.ToString(CultureInfo.InvariantCulture));
        if (!table.IsEmpty) table.Write(output);
        output.WriteLine(statistics.FeedGaps == 0
            ? "The feeds reported no gaps."
            : $"Gaps that the feeds reported: {Amounts.Count(statistics.FeedGaps)}, "
                + $"messages lost in them: {Amounts.Count(statistics.FeedMessagesLost)}");
    }

    private static string Share(long part, long whole) =>
        (100.0 * part / Math.Max(1, whole)).ToString("N1", CultureInfo.InvariantCulture) + " %";
}
