using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>The segments of a folder, oldest first, as their headers describe them. A moment's view; cold.</summary>
/// <param name="Begun">Those that hold records or were about to.</param>
/// <param name="Spare">Those that were prepared and not begun.</param>
internal sealed record SegmentList(IReadOnlyList<SegmentFile> Begun, IReadOnlyList<SegmentFile> Spare)
{
    public SegmentFile? Last => Begun.Count == 0 ? null : Begun[^1];

    /// <exception cref="DamagedLogException">The segments are not one unbroken row of one journal.</exception>
    public static SegmentList Load(ILogFiles files, string folder)
    {
        var list = Split(ReadAll(files, folder));
        Check(list);
        return list;
    }

    /// <summary>As <see cref="Load"/>, but whatever is wrong is left to the caller.</summary>
    public static IReadOnlyList<SegmentFile> ReadAll(ILogFiles files, string folder)
    {
        var segments = new List<SegmentFile>();
        foreach (var index in files.List(folder).Select(SegmentName.Parse).Where(index => index > 0).Order())
        {
            try
            {
                segments.Add(SegmentFile.Read(files, folder, index));
            }
            catch (FileNotFoundException)
            {
                // Retention, or the maker of spare segments, was quicker.
            }
        }

        return segments;
    }

    private static SegmentList Split(IReadOnlyList<SegmentFile> all)
    {
        // What is broken counts as begun: it is refused.
        var begunCount = all.Count;
        while (begunCount > 0 && all[begunCount - 1] is { IsBegun: false, Fault: null }) begunCount--;
        return new SegmentList([.. all.Take(begunCount)], [.. all.Skip(begunCount)]);
    }

    private static void Check(SegmentList list)
    {
        SegmentFile? previous = null;
        foreach (var segment in list.Begun)
        {
            if (SegmentOrder.FaultOf(segment, previous) is { } fault) throw fault;
            previous = segment;
        }
    }
}
