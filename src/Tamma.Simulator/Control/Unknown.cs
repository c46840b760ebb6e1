using Microsoft.AspNetCore.Http.HttpResults;

namespace Tamma.Simulator.Control;

/// <summary>Answers for names that nothing has.</summary>
internal static class Unknown
{
    public static NotFound<ControlError> World(string name) =>
        TypedResults.NotFound(new ControlError($"There is no world named {name}."));

    public static NotFound<ControlError> Model(string id) =>
        TypedResults.NotFound(new ControlError($"There is no model {id}, or more than one; name its provider."));
}
