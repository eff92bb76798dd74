using System.Globalization;
using System.Text;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>A history of rates in characters: time across, events a second upwards. Pure.</summary>
internal static class RatePlot
{
    private const int Height = 8;
    private const int LabelWidth = 12;
    private const char Full = '#';
    private const char Little = '.';

    public static void Write(RateHistory history, TextWriter output)
    {
        var most = Math.Max(1, history.Counts.IsEmpty ? 0 : history.Counts.ToArray().Max());
        for (var row = Height; row > 0; row--) output.WriteLine(Row(history, most, row));
        output.WriteLine(Axis(history));
    }

    private static string Row(RateHistory history, long most, int row)
    {
        var perSecond = (double)most * row / Height * NanoTime.NanosPerSecond / history.IntervalNanos;
        var line = new StringBuilder(perSecond.ToString("N0", CultureInfo.InvariantCulture).PadLeft(LabelWidth)).Append(" |");
        foreach (var count in history.Counts)
        {
            var level = (double)count * Height / most;
            line.Append(level > row - 0.5 ? Full : row == 1 && count > 0 ? Little : ' ');
        }

        return line.ToString().TrimEnd();
    }

    private static string Axis(RateHistory history)
    {
        var start = NanoTime.OfSecond(history.StartNanos);
        var end = NanoTime.OfSecond(history.StartNanos + (history.IntervalNanos * history.Length));
        var room = Math.Max(start.Length + 2, history.Length - end.Length);
        return new string(' ', LabelWidth + 2) + start.PadRight(room) + end;
    }
}
