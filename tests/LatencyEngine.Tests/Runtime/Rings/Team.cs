using System.Runtime.ExceptionServices;

namespace LatencyEngine.Tests.Runtime.Rings;

/// <summary>
/// Runs the threads of a concurrency test and fails, rather than hangs, when one of them does not come back.
/// </summary>
internal static class Team
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    /// <summary>Runs all on threads of their own until they return; rethrows what one of them threw.</summary>
    public static void Run(params Action[] members)
    {
        var threads = Array.ConvertAll(members, Start);
        foreach (var member in threads) member.Join();
    }

    public static Member Start(Action body) => new(body);

    /// <summary>Waits, giving the core away, until the condition is true.</summary>
    public static void Await(Func<bool> condition, string what)
    {
        var deadline = Environment.TickCount64 + (long)Watchdog.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"Waited too long for: {what}");
            Thread.Yield();
        }
    }

    internal sealed class Member
    {
        private readonly Thread _thread;
        private ExceptionDispatchInfo? _thrown;

        public Member(Action body)
        {
            _thread = new Thread(() =>
            {
                try
                {
                    body();
                }
                catch (Exception thrown)
                {
                    _thrown = ExceptionDispatchInfo.Capture(thrown);
                }
            }) { IsBackground = true };
            _thread.Start();
        }

        public bool IsBlocked => (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

        public void Join()
        {
            Assert.True(_thread.Join(Watchdog), "A thread of the test did not come back.");
            _thrown?.Throw();
        }
    }
}
