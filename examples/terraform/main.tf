# A vSAN stretched cluster, a distributed switch and a vMotion network over two sites. As vCenter wants it, one datacenter
# object holds them all; the names of the hosts tell the sites apart. Where the sites are, and what lies between them, is
# in the facts file: ../facts/far.yaml is blocked, ../facts/metro.yaml passes.

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
  site_a = ["esx-a1.example.com", "esx-a2.example.com"]
  site_b = ["esx-b1.example.com", "esx-b2.example.com"]
}

data "vsphere_datacenter" "production" {
  name = "production"
}

data "vsphere_host" "data" {
  for_each      = toset(concat(local.site_a, local.site_b))
  name          = each.key
  datacenter_id = data.vsphere_datacenter.production.id
}

# The witness stands in a third place, outside the cluster and in a datacenter object of its own.
data "vsphere_datacenter" "witness" {
  name = "witness"
}

data "vsphere_host" "witness" {
  name          = "esx-w1.example.com"
  datacenter_id = data.vsphere_datacenter.witness.id
}

resource "vsphere_compute_cluster" "stretched" {
  name                 = "stretched"
  datacenter_id        = data.vsphere_datacenter.production.id
  host_system_ids      = [for host in data.vsphere_host.data : host.id]
  drs_enabled          = true
  drs_automation_level = "fullyAutomated"
  vsan_enabled         = true
  vsan_stretched_cluster {
    preferred_fault_domain_name     = "site-a"
    preferred_fault_domain_host_ids = [for name in local.site_a : data.vsphere_host.data[name].id]
    secondary_fault_domain_name     = "site-b"
    secondary_fault_domain_host_ids = [for name in local.site_b : data.vsphere_host.data[name].id]
    witness_node                    = data.vsphere_host.witness.id
  }
}

resource "vsphere_distributed_virtual_switch" "wide" {
  name          = "wide"
  datacenter_id = data.vsphere_datacenter.production.id

  dynamic "host" {
    for_each = data.vsphere_host.data
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
  for_each                = data.vsphere_host.data
  host                    = each.value.id
  distributed_switch_port = vsphere_distributed_virtual_switch.wide.id
  distributed_port_group  = vsphere_distributed_port_group.vmotion.id
  netstack                = "vmotion"
  ipv4 {
    dhcp = true
  }
}
