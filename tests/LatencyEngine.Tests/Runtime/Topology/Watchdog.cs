using System.Runtime.ExceptionServices;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// Turns a test that hangs into one that fails. The limit is far beyond what a loaded host needs.
/// </summary>
internal static class Watchdog
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Guard(Action body)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Limit), $"still not done after {Limit.TotalSeconds} s");
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }
}
