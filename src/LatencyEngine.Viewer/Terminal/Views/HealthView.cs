using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>
/// How the engine is: sequences, rates, lags, drops, latencies by stage, and the latest notices. The viewer's thread.
/// </summary>
internal sealed class HealthView : IScreenView
{
    private const int NameWidth = 17;
    private const int FigureWidth = 18;
    private const int TwoColumnsWidth = 2 * (NameWidth + FigureWidth);

    private readonly Table<StageLatency> _stages = new(StageColumns(), static (in _) => 0) { IsSelectable = false };

    private readonly NoticeLines _notices = new();

    public string Title => "Health";

    public string SortText => "";

    public string Hints => "";

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        var figures = HealthFigures.Of(frame);
        var lines = DrawFigures(buffer, region, figures);
        var rest = region.Below(lines + 1);
        var stages = frame.View.Health.Stages;
        if (stages.Count > 0)
        {
            _stages.Draw(buffer, rest.Top(stages.Count + 1), stages.Rows);
            rest = rest.Below(stages.Count + 2);
        }

        _notices.Draw(frame, buffer, rest);
    }

    public bool Press(KeyPress press) => false;

    private static int DrawFigures(CellBuffer buffer, Region region, List<HealthFigure> figures)
    {
        var isWide = region.Width >= TwoColumnsWidth;
        var perColumn = isWide ? (figures.Count + 1) / 2 : figures.Count;
        for (var i = 0; i < figures.Count; i++)
        {
            var line = i % perColumn;
            if (line >= region.Height) continue;
            var x = region.X + (i / perColumn * Math.Max(NameWidth + FigureWidth, region.Width / 2));
            buffer.Write(x, region.Y + line, figures[i].Name, Ink.Faint);
            buffer.Write(x + NameWidth, region.Y + line, figures[i].Text, figures[i].Ink);
        }

        return perColumn;
    }

    private static Column<StageLatency>[] StageColumns() =>
    [
        new("Stage", 18, static (in row, _) => row.StageText) { IsLeft = true, WidthMax = 32 },
        new("p50", 9, static (in row, _) => DurationText.Of(row.P50Nanos)),
        new("p99", 9, static (in row, _) => DurationText.Of(row.P99Nanos)),
        new("p99.9", 9, static (in row, _) => DurationText.Of(row.P999Nanos)) { Rank = 1 },
        new("max", 9, static (in row, _) => DurationText.Of(row.MaxNanos)),
        new("Count", 10, static (in row, width) => ScreenText.Count(row.Count, width)) { Rank = 2 },
    ];
}
