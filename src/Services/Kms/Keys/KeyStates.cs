using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    const int DefaultWindow = 30, ShortestWindow = 7, LongestWindow = 30;

    ValueTask EnableKey(EnableKeyRequest request, Call call) => SetState(request.KeyId, KeyState.Enabled, call);

    ValueTask DisableKey(DisableKeyRequest request, Call call) => SetState(request.KeyId, KeyState.Disabled, call);

    async ValueTask UpdateKeyDescription(UpdateKeyDescriptionRequest request, Call call)
    {
        var key = NotPendingDeletion(await keys.FindById(request.KeyId, call));
        call.Update(key.Document, key.Record with { Description = request.Description });
    }

    async ValueTask<ScheduleKeyDeletionResponse> ScheduleKeyDeletion(ScheduleKeyDeletionRequest request, Call call)
    {
        var days = request.PendingWindowInDays ?? DefaultWindow;
        if (days is < ShortestWindow or > LongestWindow)
            throw KmsErrors.Validation($"1 validation error detected: Value '{days}' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value between {ShortestWindow} and {LongestWindow}");
        var key = NotPendingDeletion(await keys.FindById(request.KeyId, call));
        var deletion = call.Time.AddDays(days);
        call.Update(key.Document, key.Record with { State = KeyState.PendingDeletion, DeletionDate = deletion });
        return new() { KeyId = key.Arn.ToString(), DeletionDate = deletion, KeyState = KeyState.PendingDeletion, PendingWindowInDays = days };
    }

    async ValueTask<CancelKeyDeletionResponse> CancelKeyDeletion(CancelKeyDeletionRequest request, Call call)
    {
        var key = await keys.FindById(request.KeyId, call);
        if (key.Record.State != KeyState.PendingDeletion) throw KmsErrors.NotPendingDeletion(key.Arn);
        call.Update(key.Document, key.Record with { State = KeyState.Disabled, DeletionDate = null });
        return new() { KeyId = key.Arn.ToString() };
    }

    async ValueTask<GetKeyRotationStatusResponse> GetKeyRotationStatus(GetKeyRotationStatusRequest request, Call call)
    {
        var key = await keys.FindById(request.KeyId, call);
        return new() { KeyId = key.Arn.ToString(), KeyRotationEnabled = false };
    }

    async ValueTask SetState(string keyId, string state, Call call)
    {
        var key = NotPendingDeletion(await keys.FindById(keyId, call));
        if (key.Record.State != state) call.Update(key.Document, key.Record with { State = state });
    }

    static KmsKey NotPendingDeletion(KmsKey key) =>
        key.Record.State == KeyState.PendingDeletion ? throw KmsErrors.PendingDeletion(key.Arn) : key;
}
