using LatencyEngine.Journal.Log;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>
/// One flipped bit at every byte of a small log: refused with its place, or, where nothing was ever written, of no
/// effect on any record.
/// </summary>
public sealed class BitFlipTests
{
    private const string Folder = "/journal";

    // One bit of each byte, another one in each; all of them on demand.
    private static readonly bool FlipsAll =
        Environment.GetEnvironmentVariable("LATENCYENGINE_LOG_ALL_BITS") is "1";

    [Fact]
    public void No_flipped_bit_goes_unnoticed()
    {
        var whole = new SimulatedDisk();
        Write(Options(Folder, whole) with { RunsOnOneThread = true }, events: 60);
        whole.EndProcess();
        var expected = Read(Folder, 1, whole);
        foreach (var path in whole.Paths.Where(path => path.EndsWith(".log", StringComparison.Ordinal)))
        {
            var used = whole[path].LastIndexOfAnyExcept((byte)0) + 1;
            for (var at = 0; at < whole[path].Length; at += at < used + 64 ? 1 : 97)
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    if (!FlipsAll && bit != at % 8) continue;
                    var disk = whole.Copy();
                    var content = whole[path].ToArray();
                    content[at] ^= (byte)(1 << bit);
                    disk.Put(path, content);
                    AssertIsNoticed(disk, path, at, bit, used, expected);
                }
            }
        }
    }

    private static void AssertIsNoticed(
        SimulatedDisk disk, string path, int at, int bit, int used, List<string> expected)
    {
        var label = $"{path} byte {at} bit {bit}";
        try
        {
            LogWriter.Open(Options(Folder, disk) with { RunsOnOneThread = true }).Dispose();
            disk.EndProcess();
            Assert.True(at >= used, $"{label} went unnoticed");
            Assert.Equal(expected, Read(Folder, 1, disk));
        }
        catch (DamagedLogException damage)
        {
            Assert.Equal((label, path), (label, damage.File));
            Assert.InRange(damage.Offset, 0, at);
            Assert.NotEmpty(damage.Reason);
            Assert.True(damage.Sequence > 0, label);
        }
    }
}
