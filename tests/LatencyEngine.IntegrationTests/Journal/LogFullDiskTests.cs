using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>A real file system that is really full, where the host lets us make one.</summary>
public sealed class LogFullDiskTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int EventCount = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_full_file_system_stops_the_log_and_room_lets_it_go_on()
    {
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Path))
        {
            output.WriteLine("not tested: a small file system cannot be mounted here (Linux and root are needed)");
            return;
        }

        try
        {
            FillAndGoOn(folder.Path);
        }
        finally
        {
            Run("umount", folder.Path);
        }
    }

    private static void FillAndGoOn(string folder)
    {
        var ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(ballast, new byte[600 * 1024]);
        var options = new LogOptions { Folder = Path.Combine(folder, "journal"), SegmentBytes = 64 * 1024 };
        using (var writer = LogWriter.Open(options with { RetainBytes = 128 * 1024 }))
        {
            writer.BeginSession(Head());
            var writing = Task.Run(() => Append(writer));
            Assert.True(SpinWait.SpinUntil(() => writer.Space == LogSpace.Exhausted, Patience));
            File.Delete(ballast);
            Assert.True(SpinWait.SpinUntil(() => Retained(writer, writing), Patience));
            Assert.Equal(EventCount + 1, writer.DurableSequence);
        }

        Assert.True(LogVerifier.Verify(options.Folder).IsIntact);
        using var reopened = LogWriter.Open(options);
        Assert.Equal(EventCount + 1, reopened.LastSequence);
    }

    private static bool Retained(LogWriter writer, Task writing)
    {
        writer.Retain(writer.DurableSequence, writer.DurableSequence);
        return writing.Wait(TimeSpan.FromMilliseconds(5));
    }

    private static void Append(LogWriter writer)
    {
        for (var i = 0; i < EventCount; i++)
        {
            var slot = default(EngineEvent);
            slot.Begin<Quote>().TimestampNanos = i;
            writer.Append([slot]);
            writer.Commit();
        }
    }

    private static SessionHead Head() => new()
    {
        SessionId = 1, FirstSequence = 0, StartedNanos = 1, Seed = 1,
        ConfigurationHash = new byte[32], CodeVersion = "test", Configuration = "{}",
    };

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
