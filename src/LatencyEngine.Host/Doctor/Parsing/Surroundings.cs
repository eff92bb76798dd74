namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>What the kernel runs on, and whether this process sees all of it. Hints, not proofs.</summary>
/// <param name="Hypervisor">The hypervisor's name, <c>unnamed</c> when only its presence shows; <c>null</c>
/// on metal.</param>
/// <param name="Container">The kind of container, or <c>null</c>.</param>
public readonly record struct Surroundings(string? Hypervisor, string? Container)
{
    private const string Unnamed = "unnamed";

    private static readonly (string Sign, string Name)[] Hypervisors =
    [
        ("Amazon EC2", "Amazon EC2"), ("Google", "Google Compute Engine"), ("Microsoft", "Hyper-V"),
        ("VMware", "VMware"), ("VirtualBox", "VirtualBox"), ("innotek", "VirtualBox"), ("Xen", "Xen"),
        ("QEMU", "QEMU/KVM"), ("KVM", "KVM"), ("OpenStack", "OpenStack"), ("Parallels", "Parallels"),
    ];

    private static readonly (string Sign, string Name)[] Containers =
    [
        ("kubepods", "Kubernetes"), ("docker", "Docker"), ("libpod", "Podman"), ("containerd", "containerd"),
        ("lxc", "LXC"), ("garden", "Garden"),
    ];

    /// <summary>
    /// Names the hypervisor. The processor's <c>hypervisor</c> flag decides; on Arm, which has no such flag,
    /// the product's name does.
    /// </summary>
    /// <param name="cpuInfo"><c>/proc/cpuinfo</c>.</param>
    /// <param name="product">Vendor and product name from DMI; may be empty.</param>
    public static string? HypervisorOf(string cpuInfo, string product)
    {
        var flags = KeyedLines.Value(cpuInfo, "flags");
        // A cloud's bare metal.
        if (flags is not null && !flags.Split(' ').Contains("hypervisor")) return null;
        return NameIn(Hypervisors, product) ?? (flags is null ? null : Unnamed);
    }

    /// <summary>
    /// Names the container from the control groups of this process, or from a file that marks one.
    /// </summary>
    public static string? ContainerOf(string selfCgroup, bool hasDockerMark, bool hasPodmanMark)
    {
        if (NameIn(Containers, selfCgroup) is { } name) return name;
        if (hasDockerMark) return "Docker";
        return hasPodmanMark ? "Podman" : null;
    }

    private static string? NameIn((string Sign, string Name)[] signs, string text)
    {
        foreach (var (sign, name) in signs)
            if (text.Contains(sign, StringComparison.OrdinalIgnoreCase)) return name;
        return null;
    }
}
