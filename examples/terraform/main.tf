# A vSAN stretched cluster, a distributed switch and a vMotion network over two sites. Which two sites, and what lies
# between them, is in the facts file: ../facts/far.yaml is blocked, ../facts/metro.yaml passes.

terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "password" {
  type      = string
  sensitive = true
  default   = ""
}

provider "vsphere" {
  vsphere_server = "vcenter.example.com"
  user           = "planner"
  password       = var.password
}

locals {
  near = ["esx-1.vie.example.com", "esx-2.vie.example.com"]
  far  = ["esx-1.far.example.com", "esx-2.far.example.com"]
}

data "vsphere_datacenter" "near" {
  name = "Vienna"
}

data "vsphere_datacenter" "far" {
  name = "Second"
}

data "vsphere_host" "near" {
  count         = length(local.near)
  name          = local.near[count.index]
  datacenter_id = data.vsphere_datacenter.near.id
}

data "vsphere_host" "far" {
  count         = length(local.far)
  name          = local.far[count.index]
  datacenter_id = data.vsphere_datacenter.far.id
}

resource "vsphere_compute_cluster" "stretched" {
  name                 = "stretched"
  datacenter_id        = data.vsphere_datacenter.near.id
  host_system_ids      = concat(data.vsphere_host.near[*].id, data.vsphere_host.far[*].id)
  drs_enabled          = true
  drs_automation_level = "fullyAutomated"
  vsan_enabled         = true
  vsan_stretched_cluster {
    preferred_fault_domain_host_ids = data.vsphere_host.near[*].id
    secondary_fault_domain_host_ids = data.vsphere_host.far[*].id
    witness_node                    = "host-3001"
  }
}

resource "vsphere_distributed_virtual_switch" "wide" {
  name          = "wide"
  datacenter_id = data.vsphere_datacenter.near.id

  dynamic "host" {
    for_each = concat(data.vsphere_host.near, data.vsphere_host.far)
    content {
      host_system_id = host.value.id
      devices        = ["vmnic1"]
    }
  }
}

resource "vsphere_distributed_port_group" "vmotion" {
  name                            = "vmotion-1410"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.wide.id
  vlan_id                         = 1410
}

resource "vsphere_vnic" "vmotion" {
  for_each                = { for h in concat(data.vsphere_host.near, data.vsphere_host.far) : h.name => h.id }
  host                    = each.value
  distributed_switch_port = vsphere_distributed_virtual_switch.wide.id
  distributed_port_group  = vsphere_distributed_port_group.vmotion.id
  netstack                = "vmotion"
}
