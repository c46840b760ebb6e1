using System.Text.Json;

namespace Tamma.Providers.Health;

/// <summary>Cases by their names on the wire: snake_case.</summary>
public static class HealthWords
{
    public static string Of(ProviderFault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());

    public static string Of(HealthStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <returns>Null for a fault that is no provider's: of storage, for example.</returns>
    public static ProviderFault? Fault(string? name) =>
        name is not null && Enum.GetValues<ProviderFault>().Where(fault => Of(fault) == name).ToArray() is [var known] ? known : null;
}
