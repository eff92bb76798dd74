namespace LatencyEngine.Runtime.Threads;

/// <summary>What an operating system can do to the calling thread. One implementation per system; stateless.</summary>
internal interface IThreadControl
{
    /// <summary>The name shown by tools of the system; the answer is the name as shortened.</summary>
    string SetName(string roleName);

    /// <summary>Keeps the calling thread on one core.</summary>
    Grant Pin(int core);

    /// <summary>Lets the calling thread run on all of <paramref name="cores"/>, whatever it inherited.</summary>
    Grant Allow(CoreSet cores);

    Grant SetPriority(RolePriority priority);

    /// <summary>The cores on which the calling thread may run; <c>null</c> when the system does not say.</summary>
    CoreSet? Allowed();
}
