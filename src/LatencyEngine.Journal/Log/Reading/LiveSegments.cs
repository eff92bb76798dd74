using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;

namespace LatencyEngine.Journal.Log.Reading;

/// <summary>The segments that hold records, in a folder whose writer may be at work. Cold.</summary>
internal static class LiveSegments
{
    // A writer may begin two segments while the headers are read one by one, which looks like a hole.
    private const int AttemptsMax = 5;

    /// <exception cref="DamagedLogException">The segments are not one unbroken row, however often one looks.</exception>
    public static IReadOnlyList<SegmentFile> Load(ILogFiles files, string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return SegmentList.Load(files, folder).Begun;
            }
            catch (DamagedLogException) when (attempt < AttemptsMax)
            {
                Thread.Sleep(attempt);
            }
        }
    }
}
